package mailroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The processor time of a process by the kind of its threads, in seconds, from Linux's {@code /proc}.
 *
 * @param threads what each living thread has taken
 * @param all what the process has taken, ended threads included
 */
record ProcessorTime(Map<String, Taken> threads, double all) {

    private static final double TICKS_A_SECOND = 100;

    /** Of one thread. */
    record Taken(String kind, double seconds) {}

    static ProcessorTime of(long pid) throws IOException {
        Map<String, Taken> threads = new HashMap<>();
        Path process = Path.of("/proc/" + pid);
        try (var tasks = Files.list(process.resolve("task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                try {
                    threads.put(task.getFileName().toString(), taken(task));
                } catch (IOException ended) {
                    // its time is in that of the process
                }
            }
        }
        return new ProcessorTime(threads, taken(process).seconds());
    }

    private static Taken taken(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return new Taken(kind(name), ticks / TICKS_A_SECOND);
    }

    private static String kind(String thread) {
        if (thread.startsWith("Camel")) {
            return "intake";
        }
        if (thread.startsWith("Default Execut")) {
            return "jobs and requests";
        }
        if (thread.startsWith("C1 ") || thread.startsWith("C2 ")) {
            return thread.startsWith("C1 ") ? "compiling, simple" : "compiling, optimizing";
        }
        return thread.startsWith("G1") || thread.startsWith("VM ") || thread.contains("GC") ? "collecting" : "rest";
    }

    /** Seconds by kind since then; threads that have ended are a kind of their own. */
    Map<String, Double> since(ProcessorTime before) {
        Map<String, Double> grown = new TreeMap<>();
        threads.forEach((id, taken) -> {
            Taken then = before.threads.getOrDefault(id, new Taken(taken.kind(), 0));
            grown.merge(taken.kind(), taken.seconds() - then.seconds(), Double::sum);
        });
        double living = grown.values().stream().mapToDouble(Double::doubleValue).sum();
        grown.put("ended threads", all - before.all - living);
        return grown;
    }

    String describeSince(ProcessorTime before) {
        return since(before).entrySet().stream()
                .map(entry -> String.format("%s %.1f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}

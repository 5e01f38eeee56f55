package mailroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The processor time of a process by the kind of its threads, in seconds, from Linux's {@code /proc}. */
record ProcessorTime(Map<String, Double> seconds) {

    private static final double TICKS_A_SECOND = 100;

    static ProcessorTime of(long pid) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                add(seconds, task);
            }
        }
        return new ProcessorTime(seconds);
    }

    private static void add(Map<String, Double> seconds, Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            seconds.merge(kind(name), ticks / TICKS_A_SECOND, Double::sum);
        } catch (IOException ended) {
            // a thread that ended meanwhile has no time to tell
        }
    }

    private static String kind(String thread) {
        if (thread.startsWith("Camel")) {
            return "intake";
        }
        if (thread.startsWith("Default Execut")) {
            return "jobs and requests";
        }
        if (thread.startsWith("C1 ") || thread.startsWith("C2 ")) {
            return "compiling";
        }
        return thread.startsWith("G1") || thread.startsWith("VM ") || thread.contains("GC") ? "collecting" : "rest";
    }

    ProcessorTime since(ProcessorTime before) {
        Map<String, Double> grown = new TreeMap<>();
        seconds.forEach((kind, time) -> grown.put(kind, time - before.seconds.getOrDefault(kind, 0.0)));
        return new ProcessorTime(grown);
    }

    @Override
    public String toString() {
        return seconds.entrySet().stream()
                .map(entry -> String.format("%s %.1f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}

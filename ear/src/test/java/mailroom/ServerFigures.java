package mailroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's JVM holds just now.
 *
 * @param heap bytes that are alive after a full collection
 * @param resident bytes of memory of the whole process; 0 where the system does not say
 */
record ServerFigures(long heap, long resident, int threads) {

    /** Counted at one moment, right after a full collection; what is allocated later is not in it. */
    private static final Pattern LIVE = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    private static final Pattern COLLECTIONS = Pattern.compile("sun\\.gc\\.collector\\.1\\.invocations=(\\d+)");
    private static final int MOST_ATTEMPTS = 50;
    private static final long KIB = 1024;

    static ServerFigures of(long pid) throws IOException {
        return new ServerFigures(liveHeap(pid), status(pid, "VmRSS") * KIB, (int) status(pid, "Threads"));
    }

    /** The JVM skips the collection, and counts garbage too, while native code such as zstd holds an array. */
    private static long liveHeap(long pid) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            long before = number(COLLECTIONS, jcmd(pid, "PerfCounter.print"));
            long live = number(LIVE, jcmd(pid, "GC.class_histogram"));
            if (number(COLLECTIONS, jcmd(pid, "PerfCounter.print")) > before) {
                return live;
            }
        }
        throw new IOException("the JVM did not collect its heap in " + MOST_ATTEMPTS + " attempts");
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("jcmd does not say " + pattern + ": " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(program, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long status(long pid, String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(name + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.1f MB live heap, %.1f MB resident, %d threads", heap / 1e6, resident / 1e6, threads);
    }
}

package mailroom;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a server shows that does not become ready: its answers, the last lines of its log, and its threads in a file. */
final class NotReady {

    private static final int LINES = 40;
    private static final int SECONDS_FOR_THREADS = 20;

    private NotReady() {}

    /** The first line tells the most, since reports of builds may show no other. */
    static AssertionError of(RunningMailroom mailroom, Throwable cause) {
        String ready = answer(mailroom, "/health/ready");
        String status = answer(mailroom, "/mailroom/api/status");
        List<String> log = lastLines(mailroom.log());
        return new AssertionError(
                "the server is not ready: /health/ready answers %s; /mailroom/api/status answers %s; its log %s ends with %s%n%s%n%s"
                        .formatted(
                                ready,
                                status,
                                mailroom.log(),
                                log.isEmpty() ? "nothing" : log.get(log.size() - 1),
                                String.join(System.lineSeparator(), log),
                                threads(mailroom)),
                cause);
    }

    private static String answer(RunningMailroom mailroom, String path) {
        try {
            var response = mailroom.answerAnew(path, "admin", mailroom.password());
            return response.statusCode() + " " + response.body().replaceAll("\\s+", " ");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> lastLines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    private static String threads(RunningMailroom mailroom) {
        Path file = mailroom.log().resolveSibling("threads.txt");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(mailroom.jvm()), "Thread.print", "-l")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(file.toFile()))
                    .start();
            boolean ended = process.waitFor(SECONDS_FOR_THREADS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended ? "its threads are in " + file : "its threads were not told in time";
        } catch (IOException e) {
            return "its threads cannot be read: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "its threads were not waited for";
        }
    }
}

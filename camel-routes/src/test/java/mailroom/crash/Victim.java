package mailroom.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An intake that runs as a process of its own. */
final class Victim implements AutoCloseable {

    static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    static final int KILLED = 128 + 9;
    private static final int STUCK = -1;

    private final Process process;
    private final Path printed;

    Victim(ProcessBuilder command, Path printed) throws IOException {
        this.printed = printed;
        process = command.redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    void awaitPrinted(String text) {
        await(text, () -> printed().contains(text));
    }

    void awaitLines(String line, int times) {
        await(line, () -> printed().lines().filter(line::equals).count() >= times);
    }

    /** No longer than the process lives. */
    private void await(String what, BooleanSupplier isThere) {
        Awaitility.await(what)
                .atMost(LONGEST_RUN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isThere.getAsBoolean() || !process.isAlive());
    }

    /** Lets it run, but no longer than that. */
    void awaitEnd(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** True if it ended by itself, in sync. */
    boolean endsInSync() throws InterruptedException {
        return ends() == 0;
    }

    /** False if it ended by itself, in sync. */
    boolean isKilled() throws InterruptedException {
        int exit = ends();
        if (exit != 0 && exit != KILLED) {
            throw new IllegalStateException("exit code " + exit + ": " + printed());
        }
        return exit == KILLED;
    }

    private int ends() throws InterruptedException {
        if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            return STUCK;
        }
        return process.exitValue();
    }

    /** SIGKILL, to what strace runs too; all are gone when it returns, and their files free. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit()
                .orTimeout(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    String printed() {
        try {
            return Files.exists(printed) ? Files.readString(printed, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        kill();
    }
}

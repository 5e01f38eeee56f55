package mailroom.hold;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes the home before the server begins, as an agent of the JVM: the server's message store lies there, and waits for
 * ever for files that another server has, before any application starts. Where the home cannot be had, the process says
 * why on standard error and ends.
 */
public final class HomeGuard {

    static final int EXIT_CODE = 3;

    private static final String DEFAULT_HOME = "mailroom";

    /** A process that is about to end keeps its lock until it has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 100;

    /** Not local: a lock ends when the collector finds its file unused. */
    private static HomeHold hold;

    private HomeGuard() {}

    /** Called by the JVM before the server's own main method. */
    public static void premain(String options) {
        String folder = Optional.ofNullable(System.getenv("MAILROOM_HOME"))
                .filter(given -> !given.isBlank())
                .orElse(DEFAULT_HOME);
        Optional<String> problem = guard(folder, PATIENCE);
        if (problem.isPresent()) {
            System.err.println("Mailroom does not start: " + problem.get());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Nothing, or why the folder cannot be this process's home. */
    static Optional<String> guard(String folder, Duration patience) {
        try {
            hold = taken(Path.of(folder).toAbsolutePath().normalize(), patience);
            hold.handOver();
            return Optional.empty();
        } catch (HeldByAnother held) {
            return Optional.of(held.getMessage());
        } catch (InvalidPathException e) {
            return Optional.of("MAILROOM_HOME " + folder + " is not the path of a folder: " + e.getReason());
        } catch (IOException e) {
            return Optional.of("MAILROOM_HOME " + folder + " cannot be used: " + reason(e)
                    + ". It must be a folder that this user may write to");
        }
    }

    private static HomeHold taken(Path home, Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return HomeHold.take(home);
            } catch (HeldByAnother held) {
                if (System.nanoTime() - until > 0 || !paused()) {
                    throw held;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is there and is no folder";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return Optional.ofNullable(e.getMessage()).orElse("it cannot be locked");
    }
}

package mailroom.life;

import java.time.Duration;
import java.util.Objects;

/**
 * Ends the process where a stop takes too long: whatever still waits then is as safe as in a power failure, and who
 * stopped the server need not kill it. The application's start anew in the same process calls it off.
 */
final class StopDeadline {

    /** Survives the application, whose classes are loaded anew with each of its starts. */
    static final String STARTED = "mailroom.started";

    private static final System.Logger LOG = System.getLogger(StopDeadline.class.getName());

    private StopDeadline() {}

    static void applicationStarts() {
        System.setProperty(STARTED, Long.toString(System.nanoTime()));
    }

    static void endAfter(Duration limit) {
        String started = System.getProperty(STARTED);
        // not the container's: its threads end with the application
        Thread thread = new Thread(() -> end(limit, started), "stop-deadline");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Duration limit, String started) {
        try {
            Thread.sleep(limit.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        if (Objects.equals(started, System.getProperty(STARTED))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the server has not ended {0} s after it was stopped, so it ends now; the next start takes up what is unfinished",
                    limit.toSeconds());
            Runtime.getRuntime().halt(0);
        }
    }
}

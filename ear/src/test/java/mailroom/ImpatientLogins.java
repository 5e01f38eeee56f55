package mailroom;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Somebody who logs in with the right password again and again from before a server's start until it works. */
final class ImpatientLogins {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RunningMailroom mailroom;
    private final Set<String> answers = new ConcurrentSkipListSet<>();
    private final Thread thread = new Thread(this::run, "impatient logins");

    private ImpatientLogins(RunningMailroom mailroom) {
        this.mailroom = mailroom;
    }

    static ImpatientLogins to(RunningMailroom mailroom) {
        ImpatientLogins logins = new ImpatientLogins(mailroom);
        logins.thread.setDaemon(true);
        logins.thread.start();
        return logins;
    }

    /** Each different answer, with whether the server said that it is ready just before. */
    Set<String> answers() throws InterruptedException {
        thread.join(Duration.ofMinutes(1).toMillis());
        return answers;
    }

    private void run() {
        try {
            while (!answers.contains("ready: 200")) {
                Thread.sleep(PAUSE.toMillis());
                ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        try {
            boolean ready = mailroom.answer("/health/ready", null, null).statusCode() == 200;
            int status = mailroom.answer("/mailroom/api/status", "admin", RunningMailroom.PASSWORD)
                    .statusCode();
            answers.add((ready ? "ready: " : "not ready: ") + status);
        } catch (IOException notThere) {
            // it listens to nobody yet
        }
    }
}

package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapProblem.Kind;

/**
 * How long a mailbox stands back after a failure: doubling from a second to five minutes, shortened by up to a quarter
 * so that mailboxes do not come back together. A rejected login is tried at most three times an hour.
 */
final class RetryPause {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration AFTER_REJECTED_LOGIN = Duration.ofMinutes(21);

    private int failures;

    void reset() {
        failures = 0;
    }

    Duration after(Exception failure) {
        failures++;
        if (isRejectedLogin(failure)) {
            return AFTER_REJECTED_LOGIN;
        }
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 20);
        long pause = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (pause * ThreadLocalRandom.current().nextDouble(0.75, 1.0)));
    }

    static boolean isRejectedLogin(Exception failure) {
        return failure instanceof ImapProblem problem && problem.kind() == Kind.LOGIN_REJECTED;
    }
}

package mailroom.camel.mailbox.memory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;

/**
 * How long a mailbox stands back after a failure: doubling from a second to five minutes, shortened by up to a quarter
 * so that mailboxes do not come back together. A server that says that it is asked for too much is left alone for half a
 * minute at least; a rejected login is tried at most three times an hour.
 */
public final class RetryPause {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration AFTER_THROTTLE = Duration.ofSeconds(30);
    static final Duration AFTER_REJECTED_LOGIN = Duration.ofMinutes(21);
    /** A connection that stood this much longer than the last pause proves that the server is well again. */
    static final int PROVEN = 10;

    private int failures;
    private Duration last = Duration.ZERO;

    /** A connection in order for that long; one that breaks sooner each time is not tried in a loop. */
    public void stood(Duration inOrder) {
        if (inOrder.compareTo(last.multipliedBy(PROVEN)) >= 0) {
            failures = 0;
            last = Duration.ZERO;
        }
    }

    /** The connection brought mails before it broke, or showed how to ask: the next one is not far. */
    public void progressed() {
        failures = 0;
    }

    public Duration after(Throwable failure) {
        failures++;
        last = isRejectedLogin(failure) ? AFTER_REJECTED_LOGIN : doubled();
        if (isThrottle(failure) && last.compareTo(AFTER_THROTTLE) < 0) {
            last = AFTER_THROTTLE;
        }
        return last;
    }

    private Duration doubled() {
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 20);
        long pause = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (pause * ThreadLocalRandom.current().nextDouble(0.75, 1.0)));
    }

    private static boolean isThrottle(Throwable failure) {
        return failure instanceof ImapProblem problem && problem.kind() == Kind.THROTTLED;
    }

    public static boolean isRejectedLogin(Throwable failure) {
        return failure instanceof ImapProblem problem && problem.kind() == Kind.LOGIN_REJECTED;
    }
}

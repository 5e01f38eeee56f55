package mailroom.batch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * One job for one mailbox, of which at most one execution exists at a time. A wake during an execution means that it
 * looks once more; after a failure the same execution is restarted, later each time.
 */
final class Run {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final int DOUBLINGS = 9;

    /** What the caller has to do after an execution. */
    enum Next {
        NOTHING,
        START,
        PAUSE
    }

    private final String job;
    private final String mailbox;
    private boolean active;
    private boolean wanted;
    private int failures;
    private OptionalLong execution = OptionalLong.empty();
    private OptionalLong lastEnded = OptionalLong.empty();
    private OptionalLong failed = OptionalLong.empty();

    Run(String job, String mailbox) {
        this.job = job;
        this.mailbox = mailbox;
    }

    String job() {
        return job;
    }

    String mailbox() {
        return mailbox;
    }

    /** @return true if nothing runs, and the caller must start an execution */
    synchronized boolean want() {
        wanted = true;
        notifyAll();
        if (active) {
            return false;
        }
        active = true;
        return true;
    }

    /** As {@link #want}, for an execution that another server left and that is to be restarted. */
    synchronized boolean wantRestart(long left) {
        boolean mine = want();
        if (mine) {
            failed = OptionalLong.of(left);
        }
        return mine;
    }

    /** The execution looks for work now; wakes from here on are for its next look. */
    synchronized void look() {
        wanted = false;
    }

    /** Waits for a wake, but no longer than that. */
    synchronized boolean awaitWanted(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!wanted && end - System.nanoTime() > 0) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return wanted;
    }

    /** Whether the last execution failed, so that a further failure is no news. */
    synchronized boolean isFailing() {
        return failures > 0;
    }

    synchronized OptionalLong toRestart() {
        return failed;
    }

    synchronized void started(long id) {
        failed = OptionalLong.empty();
        if (lastEnded.isEmpty() || lastEnded.getAsLong() < id) {
            execution = OptionalLong.of(id);
        }
    }

    /** The execution that runs now, unless it is just being started. */
    synchronized OptionalLong execution() {
        return execution;
    }

    synchronized OptionalLong latest() {
        return execution.isPresent() ? execution : lastEnded;
    }

    synchronized Next completed(long id) {
        if (!endsWith(id)) {
            return Next.NOTHING;
        }
        failures = 0;
        active = wanted;
        return wanted ? Next.START : Next.NOTHING;
    }

    /** Somebody stopped it: it rests until the next wake. */
    synchronized void stopped(long id) {
        if (endsWith(id)) {
            active = false;
        }
    }

    synchronized Next failed(long id) {
        if (!endsWith(id)) {
            return Next.NOTHING;
        }
        failures++;
        failed = OptionalLong.of(id);
        return Next.PAUSE;
    }

    /** No execution came about at all. */
    synchronized Next notStarted() {
        failures++;
        failed = OptionalLong.empty();
        return Next.PAUSE;
    }

    /** The server stops: nothing is started any more. */
    synchronized void rest() {
        active = false;
    }

    private boolean endsWith(long id) {
        if (lastEnded.isPresent() && lastEnded.getAsLong() >= id) {
            return false;
        }
        lastEnded = OptionalLong.of(id);
        execution = OptionalLong.empty();
        return true;
    }

    synchronized Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

package mailroom.camel.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;

/** The connections that Mailroom holds to one server; whoever waits longest comes next. */
final class ServerConnections {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private final String server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int open;

    ServerConnections(String server) {
        this.server = server;
    }

    /** @param most 0: no limit */
    void enter(int most) throws ImapProblem {
        Object me = new Object();
        lock.lock();
        try {
            waiting.addLast(me);
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (most > 0 && (open >= most || waiting.peekFirst() != me)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new ImapProblem(
                            Kind.THROTTLED,
                            "all " + most + " connections that are allowed to " + server + " are in use");
                }
                changed.awaitNanos(left);
            }
            open++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImapProblem(Kind.THROTTLED, "interrupted while waiting for a connection to " + server, e);
        } finally {
            waiting.remove(me);
            changed.signalAll();
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            open--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isAwaited() {
        lock.lock();
        try {
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}

package mailroom.camel.mailbox.watch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a mailbox's thread pause, and others end the pause or the thread. */
final class Wake {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean rung;
    private boolean stopped;

    /** Ends the pause that is or that comes next. */
    void ring() {
        change(() -> rung = true);
    }

    void stop() {
        change(() -> stopped = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    boolean isRung() {
        lock.lock();
        try {
            return rung;
        } finally {
            lock.unlock();
        }
    }

    /** True if somebody rang since the last pause. */
    boolean takeRing() {
        lock.lock();
        try {
            boolean was = rung;
            rung = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** True if a ring ended it. */
    boolean pause(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!rung && !stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean was = rung;
            rung = false;
            return was;
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A pause that no ring shortens. */
    void pauseUnlessStopped(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}

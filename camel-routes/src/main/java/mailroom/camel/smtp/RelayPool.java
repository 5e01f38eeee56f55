package mailroom.camel.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mailroom.camel.host.HostAddresses;
import mailroom.outbound.Envelope;
import mailroom.outbound.SmtpOutcome;
import mailroom.settings.RelaySettings;

/** The kept connections of one relay, the last used first. */
final class RelayPool {

    static final Duration KEPT_IDLE = Duration.ofSeconds(30);
    static final int MOST_MAILS_A_CONNECTION = 500;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private record Idle(RelayConnection connection, long sinceNanos) {}

    private final RelaySettings relay;
    private final SmtpTimeouts timeouts;
    private final HostAddresses addresses;
    private final ScheduledExecutorService watch;
    private final Semaphore places;
    private final Pace pace;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<RelayConnection> inUse = ConcurrentHashMap.newKeySet();
    private boolean closed;

    RelayPool(RelaySettings relay, SmtpTimeouts timeouts, HostAddresses addresses, ScheduledExecutorService watch) {
        this.relay = relay;
        this.timeouts = timeouts;
        this.addresses = addresses;
        this.watch = watch;
        this.places = new Semaphore(relay.maxConnections(), true);
        this.pace = new Pace(relay.maxPerSecond());
    }

    Map<String, SmtpOutcome> send(Envelope envelope, OutgoingMail mail) throws IOException, InterruptedException {
        if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new RelayProblem("all " + relay.maxConnections() + " connections were busy");
        }
        try {
            if (!pace.await(LONGEST_WAIT)) {
                throw new RelayProblem("more than " + relay.maxPerSecond() + " mails a second are waiting");
            }
            return sendNow(envelope, mail);
        } finally {
            places.release();
        }
    }

    private Map<String, SmtpOutcome> sendNow(Envelope envelope, OutgoingMail mail) throws IOException {
        RelayConnection kept = takeIdle();
        if (kept != null) {
            try {
                return over(kept, envelope, mail);
            } catch (StaleConnection stale) {
                closeIdle();
            }
        }
        return over(RelayConnection.open(relay, timeouts, addresses, watch), envelope, mail);
    }

    private Map<String, SmtpOutcome> over(RelayConnection connection, Envelope envelope, OutgoingMail mail)
            throws StaleConnection, MailUnfit {
        inUse.add(connection);
        try {
            return new MailTransaction(connection, envelope, mail).run();
        } finally {
            inUse.remove(connection);
            keepOrClose(connection);
        }
    }

    private synchronized RelayConnection takeIdle() {
        Idle last = idle.pollFirst();
        return last == null ? null : last.connection();
    }

    private void keepOrClose(RelayConnection connection) {
        synchronized (this) {
            if (!closed && connection.isUsable() && connection.mails() < MOST_MAILS_A_CONNECTION) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
                return;
            }
        }
        connection.close();
    }

    void closeIdleLongerThan(Duration time) {
        long before = System.nanoTime() - time.toNanos();
        for (Idle last = pollOlder(before); last != null; last = pollOlder(before)) {
            last.connection().quit();
        }
    }

    private synchronized Idle pollOlder(long beforeNanos) {
        Idle oldest = idle.peekLast();
        return oldest != null && oldest.sinceNanos() - beforeNanos <= 0 ? idle.pollLast() : null;
    }

    private void closeIdle() {
        closeIdleLongerThan(Duration.ZERO);
    }

    /** As {@link #close()}, and breaks off what is in use: a mail whose final dot is not answered is uncertain. */
    void breakOff() {
        close();
        inUse.forEach(RelayConnection::close);
    }

    /** Connections in use end with their mail. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
    }
}

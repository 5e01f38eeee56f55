package mailroom.camel.access;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.mailbox.Traffic;
import mailroom.settings.ServerLimits;

/** What one mailbox uses of its server, over all its connections. */
final class MailboxUsageGate {

    private final String mailbox;
    private final ServerLimits limits;
    private final ServerConnections connections;
    private final Traffic traffic;
    private final Clock clock;
    private final AtomicLong uncounted = new AtomicLong();
    private final CommandPace pace;

    MailboxUsageGate(String mailbox, ServerLimits limits, ServerConnections connections, Traffic traffic, Clock clock) {
        this.mailbox = mailbox;
        this.limits = limits;
        this.connections = connections;
        this.traffic = traffic;
        this.clock = clock;
        pace = new CommandPace(limits.commandsPerMinute());
    }

    /** Waits for a connection to be free. */
    Pass enter() throws ImapProblem {
        requireRoom();
        connections.enter(limits.connections());
        return new Pass();
    }

    boolean othersWait() {
        return limits.connections() > 0 && connections.isAwaited();
    }

    /** Writes down what came since the last call, and the day's sum is compared with the limit. */
    private synchronized void requireRoom() throws ImapProblem {
        long today = Traffic.dayOf(clock.instant());
        count(today);
        if (limits.bytesPerDay() > 0 && traffic.bytes(mailbox, today) >= limits.bytesPerDay()) {
            throw new ImapProblem(
                    Kind.QUOTA,
                    "the " + limits.bytesPerDay()
                            + " bytes that this mailbox may download in a day are used up; it goes"
                            + " on where it is at " + LocalDate.ofEpochDay(today + 1) + "T00:00:00Z");
        }
    }

    private synchronized void count(long today) {
        long bytes = uncounted.getAndSet(0);
        if (bytes > 0 && limits.bytesPerDay() > 0) {
            traffic.add(mailbox, today, bytes);
        }
    }

    /** One connection's use. */
    final class Pass implements UsageGate {

        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public void command() throws IOException {
            pace.await();
        }

        @Override
        public void mails() throws IOException {
            requireRoom();
        }

        @Override
        public void received(int bytes) {
            uncounted.addAndGet(bytes);
        }

        @Override
        public void ended() {
            if (ended.compareAndSet(false, true)) {
                connections.leave();
                count(Traffic.dayOf(clock.instant()));
            }
        }
    }
}

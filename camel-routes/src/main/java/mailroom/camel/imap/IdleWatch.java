package mailroom.camel.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.connection.SocketFailures;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;

/** IDLE on the open folder (RFC 2177): ends at news, at {@link #wake} from another thread, or when its time is over. */
public final class IdleWatch {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    /** A connection that breaks later breaks for another reason than IDLE. */
    private static final Duration BEGINNING = Duration.ofSeconds(2);

    private final ImapConnection connection;
    private final Duration longestAnswer;
    private final BooleanSupplier furtherNews;
    private final AtomicBoolean done = new AtomicBoolean(true);
    private boolean confirmed;

    /**
     * @param longestAnswer for the answer to the end of IDLE, and for any response once it has begun
     * @param furtherNews what else the server told that ends the wait; asked after each response
     */
    public IdleWatch(ImapSession session, Duration longestAnswer, BooleanSupplier furtherNews) {
        connection = session.connection();
        this.longestAnswer = longestAnswer;
        this.furtherNews = furtherNews;
    }

    /** Nothing but the open folder ends the wait. */
    public IdleWatch(ImapSession session) {
        this(session, LONGEST_ANSWER, () -> false);
    }

    /**
     * Waits. The end of IDLE is a round trip, so a connection that is dead is noticed then.
     *
     * @param atMost below the 29 minutes after which servers log out
     * @param entered runs once the server has confirmed, before anything is waited for
     * @return whether the server told of new or vanished mail in the open folder since the last look, before or in IDLE
     */
    public boolean await(Duration atMost, Runnable entered) throws IOException {
        if (hasNews()) {
            return connection.unasked().hasNews();
        }
        String tag = connection.send("IDLE");
        connection.awaitContinuation(tag, "IDLE");
        confirmed = true;
        done.set(false);
        entered.run();
        try {
            listen(System.nanoTime() + atMost.toNanos());
            wake();
            drain(System.nanoTime() + longestAnswer.toNanos());
        } catch (IOException e) {
            throw SocketFailures.named(e, connection.server());
        }
        connection.finish(tag, Responses.NONE, "IDLE");
        return connection.unasked().hasNews();
    }

    /**
     * The same; empty where the server refuses IDLE, for whatever reason. One that does so twice in a row, or breaks the
     * connection at its beginning, is not asked again for a day.
     */
    public Optional<Boolean> unlessRefused(Duration atMost, Runnable entered) throws IOException {
        long begun = System.nanoTime();
        try {
            boolean news = await(atMost, entered);
            if (confirmed && (news || !isSoon(begun))) {
                connection.limits().refusedExtensions().worked("IDLE", "IDLE");
            }
            return Optional.of(news);
        } catch (ImapProblem problem) {
            if (problem.isRefusal() || !confirmed || isSoon(begun)) {
                new ImapExtensions(connection).failed("IDLE", "IDLE");
            }
            if (!problem.isRefusal()) {
                throw problem;
            }
            return Optional.empty();
        }
    }

    private static boolean isSoon(long begun) {
        return System.nanoTime() - begun < BEGINNING.toNanos();
    }

    private boolean hasNews() {
        return connection.unasked().hasNews() || furtherNews.getAsBoolean();
    }

    private void listen(long end) throws IOException {
        boolean open = true;
        while (open && !hasNews() && !done.get()) {
            long left = end - System.nanoTime();
            open = left > 0 && connection.input().awaitByte(Duration.ofNanos(left)) && takeUntagged(longestAnswer);
        }
    }

    /** Up to the tagged answer: however much the server says before it, the answer must come in time. */
    private void drain(long end) throws IOException {
        boolean untagged = true;
        while (untagged) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || !connection.input().awaitByte(left)) {
                throw new ImapProblem(Kind.TIMEOUT, connection.server() + " does not answer the end of IDLE");
            }
            untagged = takeUntagged(left);
        }
    }

    private boolean takeUntagged(Duration within) throws IOException {
        connection.input().startResponse(within);
        boolean untagged = connection.input().peek() == '*';
        if (untagged) {
            connection.untagged(Responses.NONE);
        }
        return untagged;
    }

    /** Ends the wait from any thread. */
    public void wake() throws IOException {
        if (done.compareAndSet(false, true)) {
            connection.sendLine("DONE");
        }
    }
}

package mailroom.camel.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import mailroom.camel.imap.ImapProblem.Kind;

/** IDLE on the open folder (RFC 2177): ends at news, at {@link #wake} from another thread, or when its time is over. */
public final class IdleWatch {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    private final ImapConnection connection;
    private final AtomicBoolean done = new AtomicBoolean(true);

    public IdleWatch(ImapSession session) {
        connection = session.connection();
    }

    /**
     * Waits. The end of IDLE is a round trip, so a connection that is dead is noticed then.
     *
     * @param atMost below the 29 minutes after which servers log out
     * @param entered runs once the server has confirmed, before anything is waited for
     * @return whether the server told of new or vanished mail since the last look, before or in IDLE
     */
    public boolean await(Duration atMost, Runnable entered) throws IOException {
        if (connection.hasNews()) {
            return true;
        }
        String tag = connection.send("IDLE");
        connection.awaitContinuation(tag, "IDLE");
        done.set(false);
        entered.run();
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!connection.hasNews() && !done.get()) {
                long left = end - System.nanoTime();
                if (left <= 0 || !connection.input().awaitByte(Duration.ofNanos(left))) {
                    break;
                }
                connection.input().startResponse(LONGEST_ANSWER);
                if (connection.input().peek() != '*') {
                    break;
                }
                connection.untagged(Responses.NONE);
            }
        } catch (IOException e) {
            throw ImapConnection.named(e, connection.server());
        }
        wake();
        if (!connection.input().awaitByte(LONGEST_ANSWER)) {
            throw new ImapProblem(Kind.TIMEOUT, connection.server() + " does not answer the end of IDLE");
        }
        connection.finish(tag, Responses.NONE, "IDLE");
        return connection.hasNews();
    }

    /** Ends the wait from any thread. */
    public void wake() throws IOException {
        if (done.compareAndSet(false, true)) {
            connection.sendLine("DONE");
        }
    }
}

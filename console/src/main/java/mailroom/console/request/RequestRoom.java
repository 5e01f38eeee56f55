package mailroom.console.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import mailroom.console.problem.Problem;
import mailroom.spool.ByteBudget;
import mailroom.spool.Content;
import mailroom.spool.SpoolFolder;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;

/**
 * Room for the bodies of large requests: they are written to the spool as they come and understood from there, a few at a
 * time, so that no number of clients fills memory or disk. Who finds no room within {@link #LONGEST_WAIT} is told to come
 * again.
 */
@ApplicationScoped
public class RequestRoom {

    /** Bounds the waits for room on disk and in memory together; the time that the body takes to come is not among them. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    /** A client may take so long to send its body. */
    static final Duration LONGEST_BODY = Duration.ofMinutes(2);

    private static final long DISK_BYTES = 384L << 20;
    /** What understanding a byte of a body costs, texts being copied as they are encoded; attachments stay on disk. */
    private static final int MEMORY_FACTOR = 8;
    /** More than the two texts of a notification is attachments. */
    private static final long TEXTS_BYTES_MAX = 10L << 20;

    private static final int RETRY_SECONDS = 5;

    private final SpoolFolder spool;
    private final ByteBudget disk;
    private final ByteBudget memory;
    private final Duration longestWait;

    RequestRoom() {
        this(null, 0, 0, LONGEST_WAIT);
    }

    @Inject
    public RequestRoom(SpoolFolder spool) {
        this(spool, DISK_BYTES, Runtime.getRuntime().maxMemory() / 4, LONGEST_WAIT);
    }

    RequestRoom(SpoolFolder spool, long diskBytes, long memoryBytes, Duration longestWait) {
        this.spool = spool;
        disk = new ByteBudget(diskBytes);
        memory = new ByteBudget(memoryBytes);
        this.longestWait = longestWait;
    }

    /** What is done with a body. */
    @FunctionalInterface
    public interface Work<T> {

        /** @param scope holds what is made of the body, until the work is done */
        T on(InputStream body, SpoolScope scope) throws IOException;
    }

    /**
     * Reads a body to its end and then works on it.
     *
     * @param announced bytes by Content-Length; -1 where the client does not say
     * @throws jakarta.ws.rs.WebApplicationException 413 for a body above the limit, 408 for one that does not come, 503
     *     where there is no room
     */
    public <T> T with(InputStream body, long announced, long limit, Work<T> work) throws IOException {
        if (announced > limit) {
            throw tooLong(limit);
        }
        Patience patience = new Patience(longestWait);
        long spooled = announced < 0 ? limit : announced;
        try (ByteBudget.Share onDisk =
                        spooled <= SpooledOutput.IN_MEMORY_BYTES_MAX ? () -> {} : patience.take(disk, spooled);
                SpoolScope scope = spool.scope()) {
            Content content = copy(body, limit, scope);
            long texts = Math.min(content.size(), TEXTS_BYTES_MAX);
            try (ByteBudget.Share inMemory = patience.take(memory, MEMORY_FACTOR * texts);
                    InputStream bytes = content.open()) {
                return work.on(bytes, scope);
            }
        }
    }

    private static Content copy(InputStream body, long limit, SpoolScope scope) throws IOException {
        try {
            return scope.copy(body, limit, LONGEST_BODY);
        } catch (SpoolScope.TooLong e) {
            throw tooLong(limit);
        } catch (SpoolScope.TooSlow e) {
            throw Problem.of(408, "the request's body did not come within " + LONGEST_BODY.toMinutes() + " minutes")
                    .thrown();
        }
    }

    /** How long one request may still wait for room. */
    private static final class Patience {

        private long leftNanos;

        Patience(Duration longestWait) {
            leftNanos = longestWait.toNanos();
        }

        ByteBudget.Share take(ByteBudget budget, long bytes) throws InterruptedIOException {
            long begun = System.nanoTime();
            ByteBudget.Share share = budget.take(bytes, Duration.ofNanos(Math.max(0, leftNanos)))
                    .orElseThrow(() -> Problem.unavailable(
                            "other requests take all the room that there is for bodies; try again", RETRY_SECONDS));
            leftNanos -= System.nanoTime() - begun;
            return share;
        }
    }

    private static RuntimeException tooLong(long limit) {
        return Problem.of(413, "the request's body is longer than " + limit + " bytes")
                .thrown();
    }
}

package mailroom.camel.mailbox.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Mails that a server counts in a folder and does not list yet: they are looked for again, later each time, until they are
 * there or the difference has stood so long that it is taken for what the server miscounts.
 */
public final class LateMails {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    /** Some servers show them to a new connection only. */
    private static final int LOOKS_BEFORE_RECONNECT = 4;

    private final LongSupplier nanoTime;
    private long difference;
    private int looks;
    private long nextAt;

    LateMails() {
        this(System::nanoTime);
    }

    LateMails(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A look has ended.
     *
     * @param now by how many mails the server counts more than it has listed; not above 0 where all is there
     */
    public void counted(long now) {
        if (now <= 0 || now != difference) {
            looks = 0;
        }
        difference = now;
        if (isAwaited()) {
            nextAt = nanoTime.getAsLong() + PAUSES.get(looks).toNanos();
            looks++;
        } else {
            looks = PAUSES.size() + 1;
        }
    }

    private boolean isAwaited() {
        return difference > 0 && looks < PAUSES.size();
    }

    /** Until the next look; empty where nothing is awaited. */
    Optional<Duration> nextLook() {
        boolean awaited = difference > 0 && looks <= PAUSES.size();
        return awaited ? Optional.of(Duration.ofNanos(Math.max(0, nextAt - nanoTime.getAsLong()))) : Optional.empty();
    }

    /** The next look needs a connection of its own. */
    boolean wantsReconnect() {
        return nextLook().isPresent() && looks == LOOKS_BEFORE_RECONNECT;
    }
}

package mailroom.folder;

import java.time.Duration;
import java.util.List;

/** How long an owed mail is left alone: seconds at first, for servers that fail now and then, and a day in the end. */
public final class OwedPause {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1));

    private OwedPause() {}

    /** @param tries in vain so far, at least 1 */
    public static Duration after(int tries) {
        return PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
    }
}

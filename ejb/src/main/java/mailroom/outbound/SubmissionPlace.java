package mailroom.outbound;

import java.time.Instant;
import java.util.Optional;

/** Where a submission stands in the list of all of them, the newest first. */
public record SubmissionPlace(Instant created, String id) {

    /** What {@link #text} gave; empty for anything else. */
    public static Optional<SubmissionPlace> of(String text) {
        if (!text.matches("[0-9]{1,18}/[0-9a-f-]{36}")) {
            return Optional.empty();
        }
        int end = text.indexOf('/');
        Instant created = Instant.ofEpochMilli(Long.parseLong(text.substring(0, end)));
        return Optional.of(new SubmissionPlace(created, text.substring(end + 1)));
    }

    public String text() {
        return created.toEpochMilli() + "/" + id;
    }
}

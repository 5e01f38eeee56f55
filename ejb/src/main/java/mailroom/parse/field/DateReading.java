package mailroom.parse.field;

import java.time.Instant;
import java.util.Optional;

/**
 * What a Date field says: a moment, or why it says none.
 *
 * @param problem empty where there is a moment
 */
public record DateReading(Optional<Instant> moment, Optional<String> problem) {

    static DateReading of(Instant moment) {
        return new DateReading(Optional.of(moment), Optional.empty());
    }

    static DateReading none(String why) {
        return new DateReading(Optional.empty(), Optional.of(why));
    }
}

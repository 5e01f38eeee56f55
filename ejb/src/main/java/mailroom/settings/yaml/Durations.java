package mailroom.settings.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 30s}, {@code 5m}, {@code 12h}, {@code 30d}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    private Durations() {}

    static Duration parse(String text, Duration least, Duration most) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration duration =
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException(
                "must be a time such as 30s, 5m, 12h or 30d, from " + words(least) + " to " + words(most));
    }

    private static String words(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toSeconds() + "s";
    }
}

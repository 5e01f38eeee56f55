package mailroom.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Values as people read them. What others wrote (a subject, a name, a reply) keeps its letters and loses its power:
 * control characters and characters that turn the writing direction (Unicode TR 9) become visible signs.
 */
public final class Shown {

    static final int LONGEST = 160;

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int DELETE_PICTURE = 0x2421;
    private static final String REPLACEMENT = "\uFFFD";
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;
    private static final long LEAST_MINUTES = 100;
    private static final long LEAST_HOURS = 48;

    private Shown() {}

    /** One line of somebody else's text; escaping it for HTML is the page's part. */
    public static String text(String written) {
        StringBuilder shown = new StringBuilder();
        int[] characters = written.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(characters.length, LONGEST); i++) {
            shown.append(visible(characters[i]));
        }
        return characters.length > LONGEST ? shown.append('…').toString() : shown.toString();
    }

    private static String visible(int character) {
        if (character < ' ') {
            return Character.toString(CONTROL_PICTURES + character);
        }
        if (character == DELETE) {
            return Character.toString(DELETE_PICTURE);
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                isJoiner(character) ? Character.toString(character) : "[U+%04X]".formatted(character);
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> REPLACEMENT;
            default -> Character.toString(character);
        };
    }

    /** Zero-width joiners belong to the writing of Persian and Indic languages and to many emoji. */
    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    public static String exact(Instant time) {
        return EXACT.format(time);
    }

    static String clock(Instant time) {
        return CLOCK.format(time) + " UTC";
    }

    /** Writes {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 4 d}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < LEAST_MINUTES) {
            return seconds + " s";
        }
        if (span.toMinutes() < LEAST_MINUTES) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < LEAST_HOURS ? span.toHours() + " h" : span.toDays() + " d";
    }

    public static String ago(Instant time, Instant now) {
        return time.isAfter(now)
                ? "in " + span(Duration.between(now, time))
                : span(Duration.between(time, now)) + " ago";
    }

    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || size >= 100 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** Shows {@code BACKING_OFF} as {@code backing off}. */
    public static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }
}

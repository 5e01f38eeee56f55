package mailroom.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mailroom.console.problem.Problem;

/** Query parameters as types; a wrong one answers 400, naming it and what is allowed. */
final class QueryParameters {

    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 500;
    static final int LONGEST_TEXT = 1000;
    private static final int LATEST_YEAR = 9999;

    private QueryParameters() {}

    static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw Problem.badParameter("limit", "a whole number from 1 to " + MOST);
    }

    static Optional<Instant> time(String name, String text) {
        try {
            Optional<OffsetDateTime> time = Optional.ofNullable(text).map(OffsetDateTime::parse);
            if (time.filter(value -> value.getYear() < 1 || value.getYear() > LATEST_YEAR)
                    .isPresent()) {
                throw Problem.badParameter(name, "a time in the years 1 to " + LATEST_YEAR);
            }
            return time.map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, "a time as RFC 3339 writes it, for example 2026-03-29T12:00:00Z");
        }
    }

    static Optional<String> text(String name, String text) {
        if (text != null && (text.isEmpty() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0)) {
            throw Problem.badParameter(name, "1 to " + LONGEST_TEXT + " characters, without NUL");
        }
        return Optional.ofNullable(text);
    }

    static <E extends Enum<E>> Optional<E> word(String name, Class<E> words, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(words.getEnumConstants())
                .filter(word -> kebab(word).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(name, allowed(words))));
    }

    private static String allowed(Class<? extends Enum<?>> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(QueryParameters::kebab)
                .collect(Collectors.joining(", "));
    }

    /** Writes {@code BACKING_OFF} as {@code backing-off}. */
    static String kebab(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

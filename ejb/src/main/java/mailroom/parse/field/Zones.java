package mailroom.parse.field;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Zones as mails write them: numbers, the names of RFC 5322 4.3, and names that mean one zone only. */
final class Zones {

    private static final int MINUTES_MAX = 18 * 60;

    private static final Map<String, Integer> HOURS = Map.ofEntries(
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("AKST", -9),
            Map.entry("AKDT", -8),
            Map.entry("HST", -10),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("MET", 1),
            Map.entry("MEST", 2),
            Map.entry("MEZ", 1),
            Map.entry("MESZ", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("JST", 9),
            Map.entry("KST", 9),
            Map.entry("HKT", 8),
            Map.entry("SGT", 8),
            Map.entry("AEST", 10),
            Map.entry("AEDT", 11),
            Map.entry("NZST", 12),
            Map.entry("NZDT", 13),
            Map.entry("GMT", 0),
            Map.entry("UTC", 0),
            Map.entry("UCT", 0),
            Map.entry("UT", 0));

    private Zones() {}

    /** Minutes east of UTC; empty for what is no zone or one that nobody can tell. */
    static OptionalInt minutes(String zone) {
        String name = zone.toUpperCase(Locale.ROOT);
        if (name.length() == 1 && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z' && name.charAt(0) != 'J') {
            // a single letter says nothing but UTC (RFC 5322, 4.3)
            return OptionalInt.of(0);
        }
        int sign = Math.max(name.indexOf('+'), name.indexOf('-'));
        if (sign < 0) {
            return HOURS.containsKey(name) ? OptionalInt.of(HOURS.get(name) * 60) : OptionalInt.empty();
        }
        boolean offset = sign == 0 || HOURS.getOrDefault(name.substring(0, sign), 1) == 0;
        return offset ? offset(name.substring(sign + 1), name.charAt(sign) == '-' ? -1 : 1) : OptionalInt.empty();
    }

    private static OptionalInt offset(String text, int sign) {
        int colon = text.indexOf(':');
        String digits = colon < 0 ? text : text.substring(0, colon) + text.substring(colon + 1);
        boolean plausible = digits.length() >= 1
                && digits.length() <= 4
                && Digits.only(digits)
                && (colon < 0 || text.length() - colon == 3);
        if (!plausible) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(digits);
        int minutes = digits.length() <= 2 ? number * 60 : number / 100 * 60 + number % 100;
        boolean exists = minutes <= MINUTES_MAX && (digits.length() <= 2 || number % 100 < 60);
        return exists ? OptionalInt.of(sign * minutes) : OptionalInt.empty();
    }
}

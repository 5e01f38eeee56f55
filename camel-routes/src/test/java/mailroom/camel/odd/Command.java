package mailroom.camel.odd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One command as it came.
 *
 * @param verb in capitals, {@code UID FETCH} as one
 * @param words what follows the verb
 */
public record Command(String tag, String verb, String words) {

    static Command of(String line) {
        String[] parts = line.split(" ", 3);
        String verb = parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "";
        String rest = parts.length > 2 ? parts[2] : "";
        if (verb.equals("UID")) {
            String[] further = rest.split(" ", 2);
            verb = "UID " + further[0].toUpperCase(Locale.ROOT);
            rest = further.length > 1 ? further[1] : "";
        }
        return new Command(parts[0], verb, rest);
    }

    public boolean isOpening() {
        return verb.equals("EXAMINE") || verb.equals("SELECT");
    }

    /** Asks for mails, whole or in pieces. */
    public boolean isForBodies() {
        return verb.equals("UID FETCH") && (words.contains("BODY.PEEK[]") || words.contains("BODY.PEEK[TEXT]"));
    }

    /** Asks for facts of mails, their sizes or flags. */
    public boolean isListing() {
        return verb.equals("UID FETCH") && !words.contains("BODY.PEEK[");
    }

    /** Asks for facts or for UIDs. */
    public boolean isLooking() {
        return isListing() || verb.equals("UID SEARCH");
    }

    /** The set as it was written. */
    public String set() {
        String asked = verb.equals("UID SEARCH") ? words.replaceFirst(".*UID ", "") : words;
        return asked.split(" ")[0];
    }

    /** The folder that is named first. */
    String folder() {
        return string(words);
    }

    static String string(String words) {
        if (!words.startsWith("\"")) {
            return words.split(" ")[0];
        }
        return words.substring(1, words.indexOf('"', 1));
    }

    /** The items, or whatever follows the set. */
    String afterSet() {
        int blank = words.indexOf(' ');
        return blank < 0 ? "" : words.substring(blank + 1);
    }

    /** Which of these UIDs the set names. */
    SortedSet<Long> uids(Collection<Long> there) {
        long highest = there.stream().mapToLong(Long::longValue).max().orElse(0);
        List<long[]> ranges = new ArrayList<>();
        for (String range : set().split(",")) {
            String[] ends = range.split(":");
            long first = number(ends[0], highest);
            long last = number(ends[ends.length - 1], highest);
            ranges.add(new long[] {Math.min(first, last), Math.max(first, last)});
        }
        SortedSet<Long> named = new TreeSet<>();
        for (long uid : there) {
            if (ranges.stream().anyMatch(range -> range[0] <= uid && uid <= range[1])) {
                named.add(uid);
            }
        }
        return named;
    }

    private static long number(String text, long highest) {
        return text.equals("*") ? highest : Long.parseLong(text);
    }
}

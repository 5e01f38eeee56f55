package mailroom.routing.sieve;

import org.apache.jsieve.comparators.AsciiCasemap;

/** jSieve's comparator with {@code :matches} in bounded time. jSieve makes it by its class name. */
public class CaselessComparator extends AsciiCasemap {

    @Override
    public boolean matches(String text, String glob) {
        return Glob.matches(lower(text), lower(glob));
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }
}

package mailroom.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as {@code 500MB}, {@code 2GB} or plain bytes; units are powers of 1000. */
public final class Sizes {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(|KB|MB|GB)");

    private Sizes() {}

    public static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
            throw new IllegalArgumentException("must be a size as in 500MB; KB, MB and GB are allowed");
        }
        long number = Long.parseLong(size.group(1));
        return switch (size.group(2)) {
            case "KB" -> number * 1_000;
            case "MB" -> number * 1_000_000;
            case "GB" -> number * 1_000_000_000;
            default -> number;
        };
    }
}

package mailroom.parse.structure;

import java.util.Arrays;
import java.util.function.Consumer;
import mailroom.parse.transfer.Base64Decoding;

/**
 * Watches the lines of a text for files in it that are uuencoded: {@code begin 644 name}, or {@code begin-base64 644 name},
 * and a line that belongs to one.
 */
final class Uuencoded {

    private static final int NAME_BYTES_MAX = 1_000;

    private enum At {
        TEXT,
        FIRST_LINE,
        FIRST_LINE_OF_BASE64,
        FILE
    }

    private final Consumer<byte[]> names;
    private At at = At.TEXT;
    private byte[] name;

    /** @param names takes the name of each file */
    Uuencoded(Consumer<byte[]> names) {
        this.names = names;
    }

    /** No file has begun. */
    boolean isInText() {
        return at == At.TEXT;
    }

    void line(Lines lines) {
        if (!lines.begins()) {
            return;
        }
        if (at == At.FIRST_LINE || at == At.FIRST_LINE_OF_BASE64) {
            boolean encoded = at == At.FIRST_LINE ? isEncoded(lines) : isBase64(lines);
            at = encoded ? At.FILE : At.TEXT;
            if (encoded) {
                names.accept(name);
            }
        }
        if (at == At.FILE && lines.length() <= 5 && (lines.startsWith("end") || lines.startsWith("===="))) {
            at = At.TEXT;
        } else if (at == At.TEXT && lines.startsWith("begin") && lines.length() < NAME_BYTES_MAX) {
            begin(lines, "begin ", At.FIRST_LINE);
            begin(lines, "begin-base64 ", At.FIRST_LINE_OF_BASE64);
        }
    }

    private void begin(Lines lines, String word, At next) {
        if (!lines.startsWith(word)) {
            return;
        }
        byte[] bytes = lines.bytes();
        int mode = lines.start() + word.length();
        int end = mode;
        while (end < lines.end() && bytes[end] >= '0' && bytes[end] <= '7') {
            end++;
        }
        boolean named = end - mode >= 3 && end - mode <= 4 && end + 1 < lines.end() && bytes[end] == ' ';
        if (named) {
            name = Arrays.copyOfRange(bytes, end + 1, lines.end());
            at = next;
        }
    }

    private static boolean isBase64(Lines lines) {
        return new Base64Decoding().isPlausible(lines.bytes(), lines.start(), lines.end());
    }

    /** The first character counts the bytes, of which three take four characters; blanks at the end may be gone. */
    private static boolean isEncoded(Lines lines) {
        if (lines.length() == 0) {
            return false;
        }
        int first = lines.bytes()[lines.start()];
        int count = first - ' ' & 0x3f;
        boolean plausible = first >= ' ' && first <= '`';
        int characters = (count + 2) / 3 * 4;
        int there = lines.length() - 1;
        return plausible && there <= characters + 2 && there >= Math.min(characters, count * 4 / 3) - 3;
    }
}

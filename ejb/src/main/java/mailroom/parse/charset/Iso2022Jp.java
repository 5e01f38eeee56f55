package mailroom.parse.charset;

import java.nio.charset.StandardCharsets;

/** ISO-2022-JP (RFC 1468) with JIS X 0212, katakana of half width, and the rows of NEC and IBM that are never announced. */
record Iso2022Jp() implements Encoding {

    static final int ESCAPE = 0x1b;

    private enum Set {
        ASCII,
        ROMAN,
        KATAKANA,
        JIS0208,
        JIS0212
    }

    @Override
    public String decode(byte[] bytes) {
        JisText text = new JisText();
        Set set = Set.ASCII;
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at] == ESCAPE ? escapeLength(bytes, at) : 0;
            if (length > 0) {
                set = named(bytes[at + length - 1], length, bytes[at + 1]);
                at += length;
            } else {
                at += character(bytes, at, set, text);
            }
        }
        return text.toString();
    }

    private static int character(byte[] bytes, int at, Set set, JisText text) {
        int first = bytes[at] & 0xff;
        boolean graphic = first >= 0x21 && first <= 0x7e;
        boolean pair = graphic && at + 1 < bytes.length && bytes[at + 1] >= 0x21 && bytes[at + 1] <= 0x7e;
        if (set == Set.JIS0208 && pair) {
            text.jis0208(first, bytes[at + 1]);
            return 2;
        }
        if (set == Set.JIS0212 && pair) {
            text.jis0212(first, bytes[at + 1]);
            return 2;
        }
        if (set == Set.KATAKANA && graphic && first <= 0x5f) {
            text.katakana(first + 0x80);
        } else if (set == Set.ROMAN && (first == '\\' || first == '~')) {
            text.character(first == '\\' ? '\u00a5' : '\u203e');
        } else {
            boolean broken = first >= 0x80 || graphic && set.ordinal() >= Set.JIS0208.ordinal();
            text.character(broken ? REPLACEMENT : (char) first);
        }
        return 1;
    }

    /** 0 where no escape sequence of this encoding begins. */
    private static int escapeLength(byte[] bytes, int at) {
        String next = new String(bytes, at + 1, Math.min(3, bytes.length - at - 1), StandardCharsets.ISO_8859_1);
        if (next.startsWith("(B") || next.startsWith("(J") || next.startsWith("(I")) {
            return 3;
        }
        if (next.startsWith("$@") || next.startsWith("$B")) {
            return 3;
        }
        return next.equals("$(D") || next.equals("$(B") || next.equals("$(@") ? 4 : 0;
    }

    private static Set named(byte last, int length, byte kind) {
        if (kind == '$') {
            return length == 4 && last == 'D' ? Set.JIS0212 : Set.JIS0208;
        }
        return switch (last) {
            case 'J' -> Set.ROMAN;
            case 'I' -> Set.KATAKANA;
            default -> Set.ASCII;
        };
    }
}

package mailroom.parse.charset;

import java.nio.charset.StandardCharsets;

/** UTF-8. A text without a single character of it that is not ASCII, but with other bytes, only bears its name. */
record Utf8() implements Encoding {

    /** What is broken may be a quarter of what is not, where no label says that it is UTF-8. */
    private static final int WHOLE_FOR_EACH_BROKEN = 4;

    @Override
    public String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean other = text.indexOf(REPLACEMENT) >= 0 && whole(text) == 0 && !isCut(bytes);
        return other ? RawText.LAST_RESORT.decode(bytes) : text;
    }

    /** Whether bytes without a label are UTF-8 that was cut at its end or broken here and there. */
    static boolean isBroken(String decoded) {
        int whole = whole(decoded);
        int broken = (int) decoded.chars().filter(c -> c == REPLACEMENT).count();
        boolean cutOnly = broken == 1 && decoded.charAt(decoded.length() - 1) == REPLACEMENT && whole > 1;
        return cutOnly || whole >= broken * WHOLE_FOR_EACH_BROKEN;
    }

    private static int whole(String text) {
        return (int) text.chars().filter(c -> c >= 0x80 && c != REPLACEMENT).count();
    }

    /** Only the first byte of a Latin letter is there, at the end. */
    private static boolean isCut(byte[] bytes) {
        int last = bytes[bytes.length - 1] & 0xff;
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return last >= 0xc2 && last <= 0xc5;
    }

    @Override
    public boolean explainsBytes() {
        return false;
    }
}

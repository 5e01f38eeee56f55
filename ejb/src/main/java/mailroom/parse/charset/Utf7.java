package mailroom.parse.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), which only mail has ever used. */
record Utf7() implements Encoding {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    @Override
    public String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != '+') {
                text.append(bytes[at] < 0 ? REPLACEMENT : (char) bytes[at]);
                at++;
            } else {
                at = shifted(bytes, at + 1, text);
            }
        }
        return text.toString();
    }

    private static int shifted(byte[] bytes, int start, StringBuilder text) {
        ByteArrayOutputStream units = new ByteArrayOutputStream();
        int at = start;
        int bits = 0;
        int held = 0;
        while (at < bytes.length && DIGITS.indexOf(bytes[at]) >= 0) {
            held = held << 6 | DIGITS.indexOf(bytes[at++]);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                units.write(held >> bits);
            }
        }
        boolean closed = at < bytes.length && bytes[at] == '-';
        if (at == start) {
            text.append('+');
        } else {
            byte[] whole = units.toByteArray();
            text.append(new String(whole, 0, whole.length & ~1, StandardCharsets.UTF_16BE));
        }
        return closed ? at + 1 : at;
    }

    @Override
    public boolean goesOnInTheNextWord() {
        return false;
    }
}

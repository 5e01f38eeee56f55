package mailroom.parse.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-16; a byte order mark says more than the label. */
record Utf16(Charset order) implements Encoding {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    @Override
    public String decode(byte[] bytes) {
        String text = new String(bytes, marked(bytes));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private Charset marked(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return switch (mark) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> order;
        };
    }
}

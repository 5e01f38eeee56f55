package mailroom.camel.imap.wire;

import java.nio.charset.StandardCharsets;

/** Makes texts of the protocol, where one char is a byte. */
public final class ImapText {

    private ImapText() {}

    static String of(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Makes a quoted string (RFC 9051, 4.3). */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static boolean endsAtom(byte b) {
        return switch (b) {
            case ' ', '(', ')', '[', ']', '{', '"', '\r', '\n', 0 -> true;
            default -> false;
        };
    }

    /** A byte as a message for a person names it. */
    static String shown(int c) {
        return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "byte " + c;
    }
}

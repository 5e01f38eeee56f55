package mailroom.parse.transfer;

import java.io.ByteArrayOutputStream;

/** Quoted-printable; a {@code =} that is followed by neither a code nor a line end stands for itself. */
public final class QuotedPrintableDecoding implements TransferDecoding {

    @Override
    public void decode(byte[] bytes, int start, int end, boolean endsLine, ByteArrayOutputStream decoded) {
        int last = end;
        while (endsLine && last > start && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        boolean soft = endsLine && last > start && bytes[last - 1] == '=';
        codes(bytes, start, soft ? last - 1 : last, false, decoded);
        if (endsLine && !soft) {
            decoded.write('\r');
            decoded.write('\n');
        }
    }

    /** A {@code =} stands before a code or at the end of the line. */
    @Override
    public boolean isPlausible(byte[] bytes, int start, int end) {
        for (int i = start; i + 1 < end; i++) {
            if (bytes[i] == '=' && HexPair.at(bytes, i + 1) < 0 && bytes[i + 1] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The text of an encoded word (RFC 2047, 4.2), where {@code _} is a blank. */
    public static byte[] decodeWord(byte[] text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        codes(text, 0, text.length, true, decoded);
        return decoded.toByteArray();
    }

    /** Decodes all of a text that is one line. */
    public static byte[] decodeAll(byte[] text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        codes(text, 0, text.length, false, decoded);
        return decoded.toByteArray();
    }

    private static void codes(byte[] bytes, int start, int end, boolean word, ByteArrayOutputStream decoded) {
        for (int i = start; i < end; i++) {
            int code = bytes[i] == '=' && i + 2 < end ? HexPair.at(bytes, i + 1) : -1;
            if (code >= 0) {
                decoded.write(code);
                i += 2;
            } else {
                decoded.write(word && bytes[i] == '_' ? ' ' : bytes[i]);
            }
        }
    }
}

package mailroom.parse.transfer;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Base64, with or without padding, in one run or several after each other. */
public final class Base64Decoding implements TransferDecoding {

    private static final byte[] VALUES = values();

    private int bits;
    private int held;

    /** Decodes all of a text. */
    public static byte[] decode(byte[] text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        new Base64Decoding().decode(text, 0, text.length, false, decoded);
        return decoded.toByteArray();
    }

    @Override
    public void decode(byte[] bytes, int start, int end, boolean endsLine, ByteArrayOutputStream decoded) {
        for (int i = start; i < end; i++) {
            int value = bytes[i] < 0 ? -1 : VALUES[bytes[i]];
            if (value >= 0) {
                held = held << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    decoded.write(held >> bits);
                }
            } else if (bytes[i] == '=') {
                bits = 0;
            }
        }
    }

    @Override
    public boolean isPlausible(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t' || bytes[last - 1] == '\r')) {
            last--;
        }
        for (int i = start; i < last; i++) {
            boolean digit = bytes[i] >= 0 && VALUES[bytes[i]] >= 0;
            if (!digit && bytes[i] != '=') {
                return false;
            }
        }
        return last > start;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        return values;
    }
}

package mailroom.parse.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/**
 * Japanese text by rows and cells. JIS X 0208 has the rows that NEC and IBM added; only the Shift_JIS of Windows knows
 * them in Java, so rows go through it.
 */
final class JisText {

    private static final Encoding SHIFT_JIS = new CharsetEncoding(Charset.forName("windows-31j"));
    private static final Encoding SUPPLEMENT = new CharsetEncoding(Charset.forName("JIS_X0212-1990"));
    private static final int FIRST = 0x21;

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream shiftJis = new ByteArrayOutputStream();

    /** A character of JIS X 0208; each byte is 0x21 to 0x7E. */
    void jis0208(int first, int second) {
        int row = first - FIRST;
        int cell = second - FIRST + 1;
        shiftJis.write(row / 2 + (row < 62 ? 0x81 : 0xc1));
        shiftJis.write(row % 2 == 1 ? cell + 0x9e : cell + (cell <= 63 ? 0x3f : 0x40));
    }

    /** Reads a character of JIS X 0212. */
    void jis0212(int first, int second) {
        flush();
        text.append(SUPPLEMENT.decode(new byte[] {(byte) first, (byte) second}));
    }

    /** Reads a katakana of half width, 0xA1 to 0xDF. */
    void katakana(int code) {
        shiftJis.write(code);
    }

    void character(char character) {
        flush();
        text.append(character);
    }

    private void flush() {
        if (shiftJis.size() > 0) {
            text.append(SHIFT_JIS.decode(shiftJis.toByteArray()));
            shiftJis.reset();
        }
    }

    @Override
    public String toString() {
        flush();
        return text.toString();
    }
}

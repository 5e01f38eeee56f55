package mailroom.parse.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads bytes that have no label: by what they look like, then by what the mail's text is written in. */
public final class RawText {

    /** The encoding of bytes that nothing else explains; it has a character for each byte. */
    public static final Encoding LAST_RESORT =
            EncodingLabels.find("windows-1252").orElseThrow();

    private static final int LONG_FIELD_BYTES = 64 * 1024;

    private RawText() {}

    /** @param likely the encoding where the bytes are neither ASCII nor ISO 2022 nor UTF-8 */
    public static String read(byte[] bytes, Encoding likely) {
        boolean ascii = true;
        boolean escapes = false;
        for (byte b : bytes) {
            ascii &= b >= 0;
            escapes |= b == Iso2022Jp.ESCAPE;
        }
        if (escapes && ascii) {
            return iso2022(bytes).orElseGet(() -> new String(bytes, StandardCharsets.US_ASCII));
        }
        return ascii ? new String(bytes, StandardCharsets.ISO_8859_1) : eightBit(bytes, likely);
    }

    /** Whether the reading depends on the encoding that is thought likely. */
    public static boolean isGuess(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return utf8(bytes).isEmpty();
            }
        }
        return false;
    }

    private static Optional<String> iso2022(byte[] bytes) {
        String plain = new String(bytes, StandardCharsets.US_ASCII);
        String label = plain.contains("\u001b$)C") ? "iso-2022-kr" : plain.contains("\u001b$)") ? "iso-2022-cn" : "";
        Encoding encoding =
                label.isEmpty() ? new Iso2022Jp() : EncodingLabels.find(label).orElseThrow();
        String text = encoding.decode(bytes);
        boolean read = text.indexOf(Encoding.REPLACEMENT) < 0 && text.indexOf(Iso2022Jp.ESCAPE) < 0;
        return read ? Optional.of(text) : Optional.empty();
    }

    private static String eightBit(byte[] bytes, Encoding likely) {
        return utf8(bytes).orElseGet(() -> {
            String guess = likely.decode(bytes);
            return guess.indexOf(Encoding.REPLACEMENT) < 0 ? guess : LAST_RESORT.decode(bytes);
        });
    }

    /** A character that was cut at the end of a long field does no harm. */
    private static Optional<String> utf8(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        boolean valid = !decoder.decode(in, out, false).isError();
        boolean cut = valid && in.remaining() > 0 && bytes.length < LONG_FIELD_BYTES;
        if (valid && !cut) {
            return Optional.of(out.flip().toString());
        }
        return Optional.of(new String(bytes, StandardCharsets.UTF_8)).filter(Utf8::isBroken);
    }
}

package mailroom.parse.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * An encoding that Java knows. An ASCII byte is never lost to a broken character before it, as the standard asks.
 *
 * @param meaningOf80 what the byte 0x80 means alone
 */
record CharsetEncoding(Charset charset, char meaningOf80) implements Encoding {

    CharsetEncoding(Charset charset) {
        this(charset, REPLACEMENT);
    }

    @Override
    public String decode(byte[] bytes) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * decoder.maxCharsPerByte()) + 2);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError() && out.hasRemaining()) {
            skip(in, result.length(), out);
            result = decoder.decode(in, out, true);
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    private void skip(ByteBuffer in, int length, CharBuffer out) {
        int first = in.get() & 0xff;
        out.put(first == 0x80 ? meaningOf80 : REPLACEMENT);
        for (int i = 1; i < length && in.hasRemaining() && in.get(in.position()) < 0; i++) {
            in.get();
        }
    }
}

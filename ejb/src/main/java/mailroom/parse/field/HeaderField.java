package mailroom.parse.field;

import java.util.Locale;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.RawText;

/**
 * A header field as it stands in the bytes.
 *
 * @param name as written
 * @param key the name in small letters
 * @param value what follows the colon, without line ends
 * @param isCut whether the mail has more of it
 */
public record HeaderField(String name, String key, byte[] value, boolean isCut) {

    public HeaderField(String name, byte[] value, boolean isCut) {
        this(name, key(name), value, isCut);
    }

    /** A field's name in small letters. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The value in characters; encoded words stay.
     *
     * @param likely the encoding of bytes that nothing else explains
     */
    public String raw(Encoding likely) {
        return RawText.read(value, likely).strip();
    }

    /** The value as people read it. */
    public String text(Encoding likely) {
        return EncodedWords.decode(raw(likely), likely);
    }
}

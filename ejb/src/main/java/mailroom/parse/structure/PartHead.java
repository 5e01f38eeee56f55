package mailroom.parse.structure;

import java.util.Optional;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.RawText;

/**
 * What the header of a part says of it.
 *
 * @param place as IMAP numbers parts (RFC 9051, 6.4.5.1)
 * @param type of the content in small letters
 * @param name as the sender wrote it, never to be used as a path
 * @param isFile false for the mail's own text
 * @param encoding how text in it is most likely written
 */
public record PartHead(String place, String type, Optional<String> name, boolean isFile, Encoding encoding) {

    static PartHead of(Place place, EntityHeader header, String type, Encoding likely) {
        return new PartHead(
                place.toString(),
                type,
                header.fileName(),
                PartList.isFile(header, type),
                header.charset().orElse(likely));
    }

    /** The text that the bytes of this part are, with LF at the ends of its lines. */
    public String text(byte[] bytes) {
        return RawText.read(bytes, encoding).replace("\r\n", "\n");
    }
}

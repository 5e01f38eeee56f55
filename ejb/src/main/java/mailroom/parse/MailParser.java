package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import mailroom.parse.structure.PartScan;

/** One streaming pass over a mail's bytes; memory does not grow with the mail. */
public final class MailParser {

    private static final Set<String> FIELDS =
            Set.of("from", "to", "subject", "date", "message-id", "in-reply-to", "references", "content-type");

    private MailParser() {}

    /**
     * Never fails for what the mail holds: a problem is part of the answer.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static Metadata parse(InputStream mail) throws IOException {
        HeaderFields fields = new HeaderFields(FIELDS::contains);
        PartScan scan = PartScan.all(mail, fields);
        Header header = new Header(fields.fields(), scan.likely(), fields.problems());
        return new MetadataReading(header, scan.parts()).metadata();
    }
}

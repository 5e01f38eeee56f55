package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import mailroom.parse.structure.PartScan;
import mailroom.parse.structure.PartSink;

/** One streaming pass over a mail for what its parts hold; memory does not grow with the mail. */
public final class MailContents {

    private MailContents() {}

    /**
     * Never fails for what the mail holds. Files that are uuencoded stay in the text around them.
     *
     * @return the mail's own header
     * @throws IOException if the bytes cannot be read, or the sink does not take them
     */
    public static Header read(InputStream mail, PartSink sink) throws IOException {
        HeaderFields fields = new HeaderFields(name -> true);
        PartScan scan = PartScan.contents(mail, fields, sink);
        return new Header(fields.fields(), scan.likely(), fields.problems());
    }
}

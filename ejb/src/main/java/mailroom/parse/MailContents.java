package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import mailroom.parse.structure.PartScan;
import mailroom.parse.structure.PartSink;

/**
 * What one streaming pass over a mail found, beside what its parts hold; memory does not grow with the mail.
 *
 * @param header the mail's own
 * @param problems say what is left out or ambiguous
 * @param hasAllParts false where the mail has more parts than are read
 */
public record MailContents(Header header, Set<String> problems, boolean hasAllParts) {

    /**
     * Never fails for what the mail holds. Files that are uuencoded stay in the text around them.
     *
     * @throws IOException if the bytes cannot be read, or the sink does not take them
     */
    public static MailContents read(InputStream mail, PartSink sink) throws IOException {
        HeaderFields fields = new HeaderFields(name -> true);
        PartScan scan = PartScan.contents(mail, fields, sink);
        Header header = new Header(fields.fields(), scan.likely(), fields.problems());
        Set<String> problems = new LinkedHashSet<>(header.problems());
        problems.addAll(scan.parts().problems());
        return new MailContents(header, problems, scan.parts().isWhole());
    }
}

package mailroom.camel.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.parse.MailContents;
import mailroom.parse.structure.Limits;
import mailroom.parse.structure.PartHead;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;

/** Each attachment of a mail is a payload of its own, numbered in the order in which they stand there. */
final class PartsPayload {

    /** A mail with more attachments is not handed over at all. */
    static final int PARTS_MAX = 200;

    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");
    private static final Pattern EXTENSION = Pattern.compile("\\.([A-Za-z0-9]{1,8})$");

    private record Part(PartHead head, SpooledOutput bytes) {}

    private final MailPlace mail;
    private final SpoolScope spool;
    private final List<Part> parts = new ArrayList<>();

    PartsPayload(MailPlace mail, SpoolScope spool) {
        this.mail = mail;
        this.spool = spool;
    }

    List<Payload> read(InputStream bytes) throws IOException {
        if (!MailContents.read(bytes, this::part).hasAllParts()) {
            throw new TooManyParts(Limits.PARTS_MAX, "parts");
        }
        List<Payload> payloads = new ArrayList<>();
        for (Part part : parts) {
            var content = part.bytes().content();
            int number = payloads.size() + 1;
            payloads.add(new Payload(
                    number, type(part.head()), fileName(part.head(), number), content.size(), content::open));
        }
        return payloads;
    }

    private OutputStream part(PartHead head) throws IOException {
        if (!head.isFile()) {
            return OutputStream.nullOutputStream();
        }
        if (parts.size() == PARTS_MAX) {
            throw new TooManyParts(PARTS_MAX, "attachments");
        }
        parts.add(new Part(head, spool.output()));
        return parts.get(parts.size() - 1).bytes();
    }

    private static String type(PartHead head) {
        return TYPE.matcher(head.type()).matches() ? head.type() : "application/octet-stream";
    }

    private String fileName(PartHead head, int number) {
        Matcher extension = EXTENSION.matcher(head.name().orElse(""));
        String end = extension.find()
                ? extension.group(1).toLowerCase(Locale.ROOT)
                : head.type().startsWith("message/") ? "eml" : "bin";
        return mail.id() + "-" + number + "." + end;
    }
}

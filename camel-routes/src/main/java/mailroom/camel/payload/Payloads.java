package mailroom.camel.payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import mailroom.settings.PayloadForm;
import mailroom.spool.SpoolScope;

/** Makes the payloads of a mail in the form that a destination asks for. */
public final class Payloads {

    private Payloads() {}

    /**
     * What is handed over one after the other; empty where a mail has no attachment and those are asked for.
     *
     * @param spool holds what is not the archive's, until it is closed
     * @throws TooManyParts if they are more than {@link PartsPayload#PARTS_MAX}
     */
    public static List<Payload> of(PayloadForm form, MailPlace mail, Payload.Source source, SpoolScope spool)
            throws IOException {
        return switch (form) {
            case RAW -> List.of(Payload.raw(mail.id(), mail.size(), source));
            case JSON -> {
                try (InputStream bytes = source.open()) {
                    yield List.of(new JsonPayload(mail, spool).read(bytes));
                }
            }
            case PARTS -> {
                try (InputStream bytes = source.open()) {
                    yield new PartsPayload(mail, spool).read(bytes);
                }
            }
        };
    }
}

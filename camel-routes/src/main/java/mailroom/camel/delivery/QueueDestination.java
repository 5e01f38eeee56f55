package mailroom.camel.delivery;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** A JMS queue or topic of the server; the mail is one BytesMessage, and its row commits with it. */
record QueueDestination(String endpointUri) implements Destination {

    /** A BytesMessage is held in memory several times on its way; larger mail needs another kind of destination. */
    static final int BYTES_MAX = 16 << 20;

    private static final Pattern FORM = Pattern.compile("jms:(queue|topic):[A-Za-z0-9._/-]{1,200}");

    static Optional<Destination> parse(String uri) {
        return FORM.matcher(uri).matches() ? Optional.of(new QueueDestination(uri)) : Optional.empty();
    }

    @Override
    public void write(RoutedMail mail, Message message) throws IOException {
        long size = mail.payload().size();
        if (size > BYTES_MAX) {
            throw new DestinationRefused(
                    "the mail's " + size + " bytes are more than the " + BYTES_MAX + " that a JMS message may have");
        }
        message.setBody(mail.bytes().readNBytes(BYTES_MAX + 1));
        message.setHeader("mailroomId", mail.id().hex());
        message.setHeader("mailroomMailbox", mail.mailbox());
        if (mail.payload().part() > 0) {
            message.setHeader("mailroomPart", mail.payload().part());
            message.setHeader("mailroomContentType", mail.payload().contentType());
        }
        mail.messageId().ifPresent(id -> message.setHeader("messageId", id));
    }

    @Override
    public boolean isTransacted() {
        return true;
    }
}

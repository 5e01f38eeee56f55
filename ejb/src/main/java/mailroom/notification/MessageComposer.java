package mailroom.notification;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.Fields;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.MimeUtil;

/**
 * Builds the bytes of a notification (RFC 5322, RFC 2045 to 2047, RFC 2231): 7-bit, lines of at most 998 bytes that end
 * in CRLF, no Bcc field, marked {@code Auto-Submitted: auto-generated} (RFC 3834).
 */
public final class MessageComposer {

    private MessageComposer() {}

    /** Attachments are read from where they lie and written as they are encoded. */
    public static void compose(
            Notification notification, Address from, String messageId, Instant now, OutputStream output)
            throws IOException {
        new DefaultMessageWriter().writeMessage(build(notification, from, messageId, now), output);
    }

    private static Message build(Notification notification, Address from, String messageId, Instant now)
            throws IOException {
        Message.Builder mail = Message.Builder.of();
        mail.setField(field("MIME-Version", "1.0"));
        mail.setMessageId(messageId);
        mail.setDate(Date.from(now), TimeZone.getTimeZone("UTC"));
        mail.setFrom(mailbox(from));
        mail.setTo(mailboxes(notification.to()));
        mail.setCc(mailboxes(notification.cc()));
        notification.replyTo().ifPresent(reply -> mail.setReplyTo(mailbox(reply)));
        mail.setField(Fields.subject(notification.subject()));
        mail.setField(field("Auto-Submitted", "auto-generated"));
        for (Map.Entry<String, String> header : notification.headers().entrySet()) {
            mail.addField(field(header.getKey(), header.getValue()));
        }
        addContent(mail, notification);
        return mail.build();
    }

    private static void addContent(Message.Builder mail, Notification notification) throws IOException {
        if (!notification.attachments().isEmpty()) {
            mail.setBody(mixed(notification).build());
        } else if (notification.text().isPresent() && notification.html().isPresent()) {
            mail.setBody(alternative(notification).build());
        } else {
            String text = notification.text().or(notification::html).orElseThrow();
            String subtype = notification.text().isPresent() ? "plain" : "html";
            mail.setBody(crlf(text), subtype, StandardCharsets.UTF_8);
            mail.setContentTransferEncoding("quoted-printable");
        }
    }

    private static MultipartBuilder mixed(Notification notification) throws IOException {
        MultipartBuilder mixed = MultipartBuilder.create("mixed");
        if (notification.text().isPresent() && notification.html().isPresent()) {
            mixed.addBodyPart(
                    BodyPartBuilder.create().setBody(alternative(notification).build()));
        } else {
            notification.text().ifPresent(text -> mixed.addBodyPart(part(text, "plain")));
            notification.html().ifPresent(html -> mixed.addBodyPart(part(html, "html")));
        }
        for (Attachment file : notification.attachments()) {
            mixed.addBodyPart(BodyPartBuilder.create()
                    .setBody(new AttachedBody(file.content()))
                    .setContentType(file.contentType())
                    .setContentTransferEncoding("base64")
                    .setField(field("Content-Disposition", "attachment; " + FileName.parameter(file.name()))));
        }
        return mixed;
    }

    private static MultipartBuilder alternative(Notification notification) {
        return MultipartBuilder.create("alternative")
                .addBodyPart(part(notification.text().orElseThrow(), "plain"))
                .addBodyPart(part(notification.html().orElseThrow(), "html"));
    }

    private static BodyPartBuilder part(String text, String subtype) {
        try {
            return BodyPartBuilder.create()
                    .setBody(crlf(text), subtype, StandardCharsets.UTF_8)
                    .setContentTransferEncoding("quoted-printable");
        } catch (IOException e) {
            throw new UncheckedIOException("a text is copied in memory", e);
        }
    }

    private static String crlf(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
    }

    private static Mailbox mailbox(Address address) {
        return new Mailbox(address.name().isEmpty() ? null : address.name(), address.local(), address.domain());
    }

    private static List<Mailbox> mailboxes(List<Address> addresses) {
        return addresses.stream().map(MessageComposer::mailbox).toList();
    }

    private static Field field(String name, String value) {
        String encoded = EncoderUtil.encodeIfNecessary(value, EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2);
        try {
            return LenientFieldParser.parse(name + ": " + MimeUtil.fold(encoded, name.length() + 2));
        } catch (MimeException e) {
            throw new NotificationRefused("headers." + name, "a value that RFC 5322 allows");
        }
    }
}

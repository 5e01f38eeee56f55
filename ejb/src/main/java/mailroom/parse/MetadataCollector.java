package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;

/** Listens to one pass over a mail. Fields count only in the outermost header; a limit ends the pass. */
final class MetadataCollector extends AbstractContentHandler {

    private static final int MESSAGE_ID_LONGEST = 255;
    private static final int TEXT_LONGEST = 1000;
    private static final int LIST_LONGEST = 4000;
    private static final int REFERENCES_MOST = 100;

    private final Deadline deadline;
    private int depth;
    private int headers;
    private int parts;
    private Optional<String> messageId = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private Optional<Instant> date = Optional.empty();
    private Optional<String> inReplyTo = Optional.empty();
    private final List<String> from = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();

    MetadataCollector(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public void startHeader() throws MimeException {
        headers++;
    }

    @Override
    public void field(Field field) throws MimeException {
        deadline.check();
        if (headers == 1) {
            outermost(field);
        }
    }

    private void outermost(Field field) {
        switch (field.getName().toLowerCase(Locale.ROOT)) {
            case "message-id" ->
                messageId = messageId.or(() -> first(field).map(id -> HeaderText.clean(id, MESSAGE_ID_LONGEST)));
            case "subject" ->
                subject = subject.or(() -> Optional.of(HeaderText.clean(HeaderText.decoded(field), TEXT_LONGEST)));
            case "from" -> addAll(from, field, TEXT_LONGEST);
            case "to" -> addAll(to, field, LIST_LONGEST);
            case "date" -> date = date.or(() -> HeaderText.date(field));
            case "in-reply-to" ->
                inReplyTo = inReplyTo.or(() -> first(field).map(id -> HeaderText.clean(id, TEXT_LONGEST)));
            case "references" ->
                HeaderText.messageIds(field, REFERENCES_MOST)
                        .forEach(id -> addWithin(references, HeaderText.clean(id, TEXT_LONGEST), LIST_LONGEST));
            default -> {
                // other fields stay in the bytes
            }
        }
    }

    private static Optional<String> first(Field field) {
        return HeaderText.messageIds(field, 1).stream().findFirst();
    }

    private static void addAll(List<String> list, Field field, int longest) {
        HeaderText.mailboxes(field)
                .forEach(
                        mailbox -> addWithin(list, HeaderText.clean(HeaderText.shown(mailbox), TEXT_LONGEST), longest));
    }

    /** The list is one column, joined by line feeds; what no longer fits stays in the bytes only. */
    private static void addWithin(List<String> list, String text, int longest) {
        int length = list.stream().mapToInt(String::length).sum() + list.size();
        if (!text.isEmpty() && length + text.length() <= longest) {
            list.add(text);
        }
    }

    @Override
    public void startMultipart(BodyDescriptor descriptor) throws MimeException {
        deeper();
    }

    @Override
    public void endMultipart() {
        depth--;
    }

    @Override
    public void startMessage() throws MimeException {
        deeper();
    }

    @Override
    public void endMessage() {
        depth--;
    }

    private void deeper() throws MimeException {
        deadline.check();
        if (++depth > Limits.NESTING_MAX) {
            throw new TooComplex("nested deeper than " + Limits.NESTING_MAX);
        }
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream body) throws MimeException, IOException {
        deadline.check();
        if (++parts > Limits.PARTS_MAX) {
            throw new TooComplex("more than " + Limits.PARTS_MAX + " parts");
        }
        if (descriptor instanceof MaximalBodyDescriptor part) {
            fileName(part)
                    .map(name -> HeaderText.clean(DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT), 255))
                    .ifPresent(name -> addWithin(attachments, name, LIST_LONGEST));
        }
    }

    private static Optional<String> fileName(MaximalBodyDescriptor part) {
        String name = part.getContentDispositionFilename();
        if (name == null && part.getContentTypeParameters() != null) {
            name = part.getContentTypeParameters().get("name");
        }
        return Optional.ofNullable(name).filter(text -> text.length() <= Limits.FIELD_BYTES_DECODED_MAX);
    }

    Metadata metadata(Optional<String> problem) {
        return new Metadata(
                messageId,
                subject,
                List.copyOf(from),
                List.copyOf(to),
                date,
                inReplyTo,
                List.copyOf(references),
                parts,
                List.copyOf(attachments),
                problem.map(text -> HeaderText.clean(text, TEXT_LONGEST)));
    }
}

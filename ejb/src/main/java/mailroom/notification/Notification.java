package mailroom.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A mail that an application asks for, checked: every value fits into a header or a body as it is.
 *
 * @param from the relay's {@code from} if empty; the envelope's return path is the relay's in any case
 * @param bcc only in the envelope
 * @param headers further header fields; those that Mailroom writes itself are refused
 * @param sendAt not before then
 * @param expiresAt given up then, by default after {@code Outbox.LIFETIME}
 * @param relay a name of mailroom.yaml, {@code default} if empty
 * @throws NotificationRefused naming the field and what is allowed
 */
public record Notification(
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        Optional<Address> from,
        Optional<Address> replyTo,
        String subject,
        Optional<String> text,
        Optional<String> html,
        List<Attachment> attachments,
        Map<String, String> headers,
        Optional<Instant> sendAt,
        Optional<Instant> expiresAt,
        Optional<String> relay) {

    public static final int MOST_RECIPIENTS = 100;
    public static final int LONGEST_SUBJECT = 500;
    public static final int LONGEST_BODY = 5 * 1024 * 1024;
    public static final int MOST_ATTACHMENTS = 50;
    public static final int MOST_ATTACHED_BYTES = 25 * 1024 * 1024;
    public static final int MOST_HEADERS = 50;
    public static final int LONGEST_HEADER = 900;

    public Notification {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        requireRecipients(to, cc, bcc);
        SafeText.require("subject", subject, LONGEST_SUBJECT);
        text.ifPresent(body -> SafeText.requireBody("text", body, LONGEST_BODY));
        html.ifPresent(body -> SafeText.requireBody("html", body, LONGEST_BODY));
        if (text.isEmpty() && html.isEmpty()) {
            throw new NotificationRefused("text", "at least one of text and html");
        }
        requireAttachments(attachments);
        headers = requireHeaders(headers);
        if (sendAt.isPresent() && expiresAt.isPresent() && !expiresAt.get().isAfter(sendAt.get())) {
            throw new NotificationRefused("expiresAt", "a time after sendAt");
        }
    }

    /** Sends text to some addresses through a relay, with its default From. */
    public static Notification text(Collection<String> to, String subject, String text, String relay) {
        return new Notification(
                to.stream().map(address -> Address.parse("to", address)).toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                subject,
                Optional.of(text),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(relay));
    }

    /** Everybody whom it goes to, once each, as the envelope has them. */
    public Set<String> recipients() {
        Set<String> recipients = new LinkedHashSet<>();
        Stream.of(to, cc, bcc).flatMap(List::stream).map(Address::spec).forEach(recipients::add);
        return recipients;
    }

    private static void requireRecipients(List<Address> to, List<Address> cc, List<Address> bcc) {
        int recipients = to.size() + cc.size() + bcc.size();
        if (recipients == 0 || recipients > MOST_RECIPIENTS) {
            throw new NotificationRefused("to", "1 to " + MOST_RECIPIENTS + " addresses in to, cc and bcc together");
        }
    }

    private static void requireAttachments(List<Attachment> attachments) {
        if (attachments.size() > MOST_ATTACHMENTS) {
            throw new NotificationRefused("attachments", "at most " + MOST_ATTACHMENTS);
        }
        requireAttached(
                attachments.stream().mapToLong(file -> file.content().size()).sum());
    }

    static void requireAttached(long bytes) {
        if (bytes > MOST_ATTACHED_BYTES) {
            throw new NotificationRefused("attachments", "at most " + MOST_ATTACHED_BYTES + " bytes together");
        }
    }

    private static Map<String, String> requireHeaders(Map<String, String> headers) {
        if (headers.size() > MOST_HEADERS) {
            throw new NotificationRefused("headers", "at most " + MOST_HEADERS);
        }
        headers.forEach((name, value) -> {
            HeaderNames.require("headers", name);
            SafeText.require("headers." + name, value, LONGEST_HEADER);
        });
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return sorted;
    }
}

package mailroom.notification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;

/**
 * Reads a {@link Notification} from the JSON of REST and JMS, strictly: a field it does not know is an error. Attachments
 * are decoded as they come and are never in memory as a whole.
 */
public final class NotificationReader {

    /** Room for the attachments in base64, the bodies and the rest, in bytes. */
    public static final int LONGEST_JSON = 64 * 1024 * 1024;

    private static final Set<String> TEMPLATES = Set.of("template", "model");
    private static final Set<String> FIELDS = Set.of(
            "to",
            "cc",
            "bcc",
            "from",
            "replyTo",
            "subject",
            "text",
            "html",
            "attachments",
            "headers",
            "sendAt",
            "expiresAt",
            "relay");
    private static final Set<String> ATTACHMENT_FIELDS = Set.of("name", "contentType", "content");

    private final JsonFields json;
    private final SpoolScope spool;
    private final Map<String, List<Address>> addresses = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Instant> times = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Attachment> attachments = new ArrayList<>();
    private long attachedBytes;

    private NotificationReader(JsonFields json, SpoolScope spool) {
        this.json = json;
        this.spool = spool;
    }

    /** Reads as {@link #read(InputStream, SpoolScope)} does. */
    public static Notification read(String json, SpoolScope spool) {
        if (json.length() > LONGEST_JSON) {
            throw new NotificationRefused("body", "at most " + LONGEST_JSON + " characters of JSON");
        }
        try {
            return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), spool);
        } catch (IOException e) {
            throw new UncheckedIOException("the attachments of a notification cannot be spooled", e);
        }
    }

    /**
     * Reads one JSON object in UTF-8.
     *
     * @param spool holds the attachments, which can be read until it is closed
     * @throws NotificationRefused naming the field and what is allowed
     * @throws IOException if the JSON cannot be read to its end or the attachments cannot be written
     */
    public static Notification read(InputStream json, SpoolScope spool) throws IOException {
        try (JsonFields fields = new JsonFields(json)) {
            NotificationReader reader = new NotificationReader(fields, spool);
            fields.whole(reader::field);
            return reader.notification();
        }
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "to", "cc", "bcc" -> addresses.put(name, addresses(name));
            case "from", "replyTo" ->
                json.text(name).ifPresent(value -> addresses.put(name, List.of(Address.parse(name, value))));
            case "subject", "text", "html", "relay" -> json.text(name).ifPresent(value -> texts.put(name, value));
            case "sendAt", "expiresAt" -> json.time(name).ifPresent(value -> times.put(name, value));
            case "attachments" ->
                json.elements(
                        name,
                        Notification.MOST_ATTACHMENTS,
                        "",
                        number -> attachments.add(attachment("attachments[" + number + "]")));
            case "headers" -> headers();
            default -> throw unknown("", name, FIELDS);
        }
    }

    private static NotificationRefused unknown(String where, String name, Set<String> known) {
        return TEMPLATES.contains(name) && where.isEmpty()
                ? new NotificationRefused(name, "templates are not there yet, give text or html")
                : new NotificationRefused(where + "body", "no other fields than " + new TreeSet<>(known));
    }

    private List<Address> addresses(String field) throws IOException {
        if (json.isString()) {
            return List.of(Address.parse(field, json.string(field)));
        }
        List<Address> found = new ArrayList<>();
        json.elements(field, Notification.MOST_RECIPIENTS, " addresses", number -> {
            String name = field + "[" + number + "]";
            found.add(Address.parse(name, json.string(name)));
        });
        return found;
    }

    private Attachment attachment(String field) throws IOException {
        if (!json.isObject()) {
            throw new NotificationRefused(field, "an object with name, contentType and content");
        }
        Map<String, String> said = new TreeMap<>();
        try (SpooledOutput content = spool.output()) {
            boolean[] given = new boolean[1];
            json.fields(name -> {
                if (!ATTACHMENT_FIELDS.contains(name)) {
                    throw unknown(field + ".", name, ATTACHMENT_FIELDS);
                }
                if (name.equals("content") && !json.isNull()) {
                    json.base64(field + ".content", new Counted(content));
                    given[0] = true;
                } else {
                    json.text(field + "." + name).ifPresent(value -> said.put(name, value));
                }
            });
            if (!given[0]) {
                throw required(field + ".content");
            }
            content.close();
            return new Attachment(
                    field,
                    Optional.ofNullable(said.get("name")).orElseThrow(() -> required(field + ".name")),
                    said.getOrDefault("contentType", "application/octet-stream"),
                    content.content());
        }
    }

    private static NotificationRefused required(String field) {
        return new NotificationRefused(field, "is required");
    }

    private void headers() throws IOException {
        if (json.isNull()) {
            return;
        }
        if (!json.isObject()) {
            throw new NotificationRefused("headers", "an object of names and strings");
        }
        json.fields(name -> {
            if (headers.put(name, json.string("headers")) != null) {
                throw new NotificationRefused("headers", "each name once, whatever its case");
            }
            if (headers.size() > Notification.MOST_HEADERS) {
                throw new NotificationRefused("headers", "at most " + Notification.MOST_HEADERS);
            }
        });
    }

    private Notification notification() {
        return new Notification(
                addresses.getOrDefault("to", List.of()),
                addresses.getOrDefault("cc", List.of()),
                addresses.getOrDefault("bcc", List.of()),
                one("from"),
                one("replyTo"),
                texts.getOrDefault("subject", ""),
                Optional.ofNullable(texts.get("text")),
                Optional.ofNullable(texts.get("html")),
                attachments,
                headers,
                Optional.ofNullable(times.get("sendAt")),
                Optional.ofNullable(times.get("expiresAt")),
                Optional.ofNullable(texts.get("relay")));
    }

    private Optional<Address> one(String field) {
        return Optional.ofNullable(addresses.get(field)).map(list -> list.get(0));
    }

    /** Ends the reading at the first byte above the bound on all attachments. */
    private final class Counted extends OutputStream {

        private final OutputStream to;

        Counted(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            attachedBytes += length;
            Notification.requireAttached(attachedBytes);
            to.write(bytes, offset, length);
        }
    }
}

package mailroom.outbound;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a {@link Notification} from the JSON of REST and JMS, strictly: a field it does not know is an error. */
public final class NotificationReader {

    /** Room for the attachments in base64, the bodies and the rest. */
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

    private NotificationReader() {}

    /** @throws NotificationRefused naming the field and what is allowed */
    public static Notification read(String json) {
        if (json.length() > LONGEST_JSON) {
            throw new NotificationRefused("body", "at most " + LONGEST_JSON + " characters of JSON");
        }
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return read(reader.readObject());
        } catch (JsonException | IllegalStateException e) {
            throw new NotificationRefused("body", "one JSON object");
        }
    }

    private static Notification read(JsonObject json) {
        requireKnown("", json, FIELDS);
        return new Notification(
                addresses(json, "to"),
                addresses(json, "cc"),
                addresses(json, "bcc"),
                text(json, "from").map(value -> Address.parse("from", value)),
                text(json, "replyTo").map(value -> Address.parse("replyTo", value)),
                text(json, "subject").orElse(""),
                text(json, "text"),
                text(json, "html"),
                attachments(json),
                headers(json),
                time(json, "sendAt"),
                time(json, "expiresAt"),
                text(json, "relay"));
    }

    private static void requireKnown(String where, JsonObject json, Set<String> known) {
        for (String name : json.keySet()) {
            if (TEMPLATES.contains(name) && where.isEmpty()) {
                throw new NotificationRefused(name, "templates are not there yet, give text or html");
            }
            if (!known.contains(name)) {
                throw new NotificationRefused(where + "body", "no other fields than " + new java.util.TreeSet<>(known));
            }
        }
    }

    private static List<Address> addresses(JsonObject json, String field) {
        JsonValue value = json.getOrDefault(field, JsonValue.NULL);
        if (value instanceof JsonString one) {
            return List.of(Address.parse(field, one.getString()));
        }
        JsonArray array = array(value, field);
        if (array.size() > Notification.MOST_RECIPIENTS) {
            throw new NotificationRefused(field, "at most " + Notification.MOST_RECIPIENTS + " addresses");
        }
        List<Address> addresses = new ArrayList<>();
        for (int number = 0; number < array.size(); number++) {
            String name = field + "[" + number + "]";
            addresses.add(Address.parse(name, string(array.get(number), name)));
        }
        return addresses;
    }

    private static JsonArray array(JsonValue value, String field) {
        if (value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new NotificationRefused(field, "an array");
    }

    private static String string(JsonValue value, String field) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new NotificationRefused(field, "a string");
    }

    private static Optional<String> text(JsonObject json, String field) {
        JsonValue value = json.getOrDefault(field, JsonValue.NULL);
        return value == JsonValue.NULL ? Optional.empty() : Optional.of(string(value, field));
    }

    private static Optional<Instant> time(JsonObject json, String field) {
        try {
            return text(json, field).map(value -> OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeParseException e) {
            throw new NotificationRefused(field, "a time as RFC 3339 has it, for example 2026-01-31T09:30:00Z");
        }
    }

    private static List<Attachment> attachments(JsonObject json) {
        JsonArray array = array(json.getOrDefault("attachments", JsonValue.NULL), "attachments");
        if (array.size() > Notification.MOST_ATTACHMENTS) {
            throw new NotificationRefused("attachments", "at most " + Notification.MOST_ATTACHMENTS);
        }
        List<Attachment> attachments = new ArrayList<>();
        for (int number = 0; number < array.size(); number++) {
            attachments.add(attachment(array.get(number), "attachments[" + number + "]"));
        }
        return attachments;
    }

    private static Attachment attachment(JsonValue value, String field) {
        if (!(value instanceof JsonObject json)) {
            throw new NotificationRefused(field, "an object with name, contentType and content");
        }
        requireKnown(field + ".", json, ATTACHMENT_FIELDS);
        String content = text(json, "content").orElseThrow(() -> required(field + ".content"));
        try {
            return new Attachment(
                    field,
                    text(json, "name").orElseThrow(() -> required(field + ".name")),
                    text(json, "contentType").orElse("application/octet-stream"),
                    Base64.getDecoder().decode(content));
        } catch (IllegalArgumentException e) {
            throw new NotificationRefused(field + ".content", "base64 (RFC 4648, 4)");
        }
    }

    private static NotificationRefused required(String field) {
        return new NotificationRefused(field, "is required");
    }

    private static Map<String, String> headers(JsonObject json) {
        JsonValue value = json.getOrDefault("headers", JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Map.of();
        }
        if (!(value instanceof JsonObject fields)) {
            throw new NotificationRefused("headers", "an object of names and strings");
        }
        Map<String, String> headers = new TreeMap<>();
        fields.forEach((name, content) -> headers.put(name, string(content, "headers")));
        return headers;
    }
}

package mailroom.console.request;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import mailroom.console.problem.Problem;

/** Request bodies, read within a limit. */
public final class RequestBody {

    /** Bounds everything but notifications, in bytes. */
    public static final int SMALL = 64 * 1024;
    /** Has room for a notification with 25 MiB of attachments as base64 and two bodies, in bytes. */
    public static final int NOTIFICATION = 48 * 1024 * 1024;

    private static final int DEEPEST = 16;

    private RequestBody() {}

    /** Bytes by Content-Length; -1 where the client does not say. */
    public static long announced(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    public static byte[] bytes(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw Problem.of(413, "the request's body is longer than " + limit + " bytes")
                    .thrown();
        }
        return bytes;
    }

    public static String text(InputStream body, int limit) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(body, limit)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "the request's body is not UTF-8").thrown();
        }
    }

    public static JsonObject object(InputStream body, int limit) throws IOException {
        byte[] bytes = bytes(body, limit);
        requireShallow(bytes);
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw Problem.of(400, "the request's body is not one JSON object (RFC 8259)")
                    .thrown();
        }
    }

    /** Before a parser goes down into it. */
    private static void requireShallow(byte[] json) {
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < json.length; at++) {
            switch (json[at]) {
                case '"' -> quoted = !quoted;
                case '\\' -> at += quoted ? 1 : 0;
                case '{', '[' -> depth += quoted ? 0 : 1;
                case '}', ']' -> depth -= quoted ? 0 : 1;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw Problem.of(400, "the request's body is nested deeper than " + DEEPEST + " levels")
                        .thrown();
            }
        }
    }

    public static String string(JsonObject object, String field) {
        if (object.get(field) instanceof JsonString text) {
            return text.getString();
        }
        throw Problem.badParameter(field, "a string");
    }

    /** An object whose values are strings, numbers or booleans; absent: empty. */
    public static Map<String, String> strings(JsonObject object, String field) {
        Map<String, String> strings = new LinkedHashMap<>();
        JsonValue value = object.getOrDefault(field, JsonValue.EMPTY_JSON_OBJECT);
        if (!(value instanceof JsonObject members)) {
            throw Problem.badParameter(field, "an object");
        }
        members.forEach((name, member) -> strings.put(name, scalar(field + "." + name, member)));
        return strings;
    }

    private static String scalar(String field, JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER, TRUE, FALSE -> value.toString();
            default -> throw Problem.badParameter(field, "a string, a number, true or false");
        };
    }

    public static void onlyFields(JsonObject object, java.util.Set<String> known) {
        object.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw Problem.badParameter(
                            field.substring(0, Math.min(field.length(), 40)),
                            String.join(", ", new java.util.TreeSet<>(known)));
                });
    }
}

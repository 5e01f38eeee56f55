package mailroom.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object field by field and forgets each before the next, so that no more than one value is in memory.
 * Nesting, lengths and repeated names are bounded by the parser.
 */
final class JsonFields implements AutoCloseable {

    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 1000;
    private static final int LATEST_YEAR = 9999;
    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(Notification.LONGEST_BODY + 1)
                    .maxDocumentLength(NotificationReader.LONGEST_JSON)
                    .build())
            .build();

    private final JsonParser parser;

    JsonFields(InputStream json) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    /** Takes one field, whose value comes next. */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException;
    }

    /** Takes one element of an array, whose value comes next. */
    @FunctionalInterface
    interface Element {
        void read(int number) throws IOException;
    }

    /**
     * All of the JSON, which is one object and nothing after it.
     *
     * @throws NotificationRefused if it is not
     * @throws IOException if it cannot be read to its end
     */
    void whole(Field field) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotificationRefused("body", "one JSON object");
            }
            fields(field);
            if (parser.nextToken() != null) {
                throw new NotificationRefused("body", "one JSON object, and nothing after it");
            }
        } catch (JacksonIOException broken) {
            throw broken.getCause();
        } catch (JacksonException wrong) {
            throw new NotificationRefused("body", "one JSON object: " + reason(wrong));
        }
    }

    private static String reason(JacksonException wrong) {
        String place = wrong.getLocation() == null
                ? ""
                : ", at line " + wrong.getLocation().getLineNr() + ", column "
                        + wrong.getLocation().getColumnNr();
        String said = String.valueOf(wrong.getOriginalMessage());
        String why = said.startsWith("Duplicate")
                ? "each name once"
                : said.contains("depth")
                        ? "at most " + DEEPEST + " levels deep"
                        : said.contains("maximum allowed") ? "shorter values" : "as RFC 8259 has it";
        return why + place;
    }

    /** The fields of the object that was begun. */
    void fields(Field field) throws IOException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** The elements of the array that comes next; none for null. */
    void elements(String field, int most, String what, Element element) throws IOException {
        if (isNull()) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new NotificationRefused(field, "an array");
        }
        int number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (number == most) {
                throw new NotificationRefused(field, "at most " + most + what);
            }
            element.read(number++);
        }
    }

    String string(String field) {
        if (!isString()) {
            throw new NotificationRefused(field, "a string");
        }
        return parser.getString();
    }

    /** Is empty for null. */
    Optional<String> text(String field) {
        return isNull() ? Optional.empty() : Optional.of(string(field));
    }

    Optional<Instant> time(String field) {
        try {
            Optional<OffsetDateTime> time = text(field).map(OffsetDateTime::parse);
            if (time.filter(value -> value.getYear() < 1 || value.getYear() > LATEST_YEAR)
                    .isPresent()) {
                throw new NotificationRefused(field, "a time in the years 1 to " + LATEST_YEAR);
            }
            return time.map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new NotificationRefused(field, "a time as RFC 3339 has it, for example 2026-01-31T09:30:00Z");
        }
    }

    /** Decodes the string that comes next, however long it is. */
    void base64(String field, OutputStream output) throws IOException {
        if (!isString()) {
            throw new NotificationRefused(field, "a string");
        }
        try {
            parser.readBinaryValue(BASE64, output);
        } catch (JacksonIOException broken) {
            throw broken;
        } catch (JacksonException wrong) {
            throw new NotificationRefused(field, "base64 (RFC 4648, 4)");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}

package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mailroom.mail.AttachedFile;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small mails beside the corpus, each with what a person reads in it. */
@EnabledIfSystemProperty(named = "mailroom.corpus", matches = ".+")
class TriedMailsTest {

    private static final Path TRIED =
            Path.of(System.getProperty("mailroom.corpus", "")).resolveSibling("tried");

    static Stream<JsonObject> expectations() throws IOException {
        Path expected = TRIED.resolve("expected.jsonl");
        return Files.exists(expected)
                ? Files.readAllLines(expected).stream()
                        .map(line -> Json.createReader(new StringReader(line)).readObject())
                : Stream.empty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("expectations")
    void readsWhatAPersonReads(JsonObject expected) throws IOException {
        Metadata metadata = read(expected.getString("mail"));
        if (!expected.containsKey("is")) {
            readsWhatTheWordsSay(expected.getString("mail"), metadata);
            return;
        }
        JsonValue is = expected.get("is");
        Object found =
                switch (expected.getString("field")) {
                    case "subject" -> metadata.subject().orElse(null);
                    case "from" -> metadata.from().get(0);
                    case "date" -> metadata.date().map(Object::toString).orElse(null);
                    case "attachments" ->
                        metadata.attachments().stream().map(AttachedFile::name).toList();
                    default -> throw new IllegalArgumentException(expected.toString());
                };
        assertThat(found).as(expected.toString()).isEqualTo(plain(is));
        if (is == JsonValue.NULL) {
            assertThat(metadata.problem()).isPresent();
        }
    }

    private static void readsWhatTheWordsSay(String mail, Metadata metadata) {
        switch (mail) {
            case "rfc822-noname.eml" ->
                assertThat(metadata.attachments())
                        .containsExactly(
                                new AttachedFile("2", "message/rfc822", "inner subject"),
                                new AttachedFile("2.2", "application/pdf", "inner.pdf"));
            case "rfc822-base64.eml" ->
                assertThat(metadata.attachments())
                        .containsExactly(
                                new AttachedFile("2", "message/rfc822", "fwd.eml"),
                                new AttachedFile("2.2", "application/pdf", "inner.pdf"));
            case "boundary-missing.eml" -> {
                assertThat(metadata.attachments())
                        .extracting(AttachedFile::name)
                        .containsExactly("z.pdf");
                assertThat(metadata.problem().orElseThrow()).contains("names no boundary");
            }
            case "message-id-blank.eml" -> assertThat(metadata.messageId()).contains("a b@x");
            case "attachment-without-any-name.eml" ->
                assertThat(metadata.attachments())
                        .extracting(AttachedFile::name)
                        .containsExactly("application/pdf", "text/calendar");
            default -> throw new IllegalArgumentException(mail + " is not known");
        }
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonArray array) {
            List<String> names = array.getValuesAs(JsonString::getString);
            return names;
        }
        return value instanceof JsonString text ? text.getString() : null;
    }

    private static Metadata read(String mail) throws IOException {
        try (var bytes = Files.newInputStream(TRIED.resolve(mail))) {
            return MailParser.parse(bytes);
        }
    }
}

package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mailroom.mail.AttachedFile;
import mailroom.parse.field.MailAddress;
import mailroom.parse.field.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares what is read in each mail of the corpus with what Python's email package reads in it. Where the two differ, the
 * mail stands in {@code differences.tsv} with the kind of the reason; what the kinds mean is told at its beginning.
 */
@EnabledIfSystemProperty(named = "mailroom.corpus", matches = ".+")
class SecondReaderTest {

    private static final Path CORPUS = Path.of(System.getProperty("mailroom.corpus", ""));

    @Test
    void findsWhatASecondReaderFindsOrTheDifferenceIsListed() throws Exception {
        Set<String> differing = new TreeSet<>();
        List<String> details = new ArrayList<>();
        int mails = 0;
        for (JsonObject second : secondReading()) {
            Path mail = CORPUS.resolve(second.getString("mail"));
            for (Difference difference : compare(mail, second)) {
                differing.add(second.getString("mail") + "\t" + difference.what());
                details.add(second.getString("mail") + "\t" + PlainText.of(difference.toString()));
            }
            mails++;
        }
        Files.write(Path.of("target", "second-reader-differences.tsv"), details);
        assertThat(mails).isGreaterThan(2000);
        assertThat(differing).as("see target/second-reader-differences.tsv").isEqualTo(listed());
    }

    private record Difference(String what, Object ours, Object theirs) {}

    private static List<Difference> compare(Path mail, JsonObject second) throws IOException {
        List<Difference> differences = new ArrayList<>();
        Header header;
        try (InputStream bytes = Files.newInputStream(mail)) {
            header = Header.read(bytes);
        }
        for (String field : List.of("from", "to")) {
            add(differences, field, addresses(header.addresses(field)), second.get(field));
        }
        add(differences, "subject", header.text("subject").map(SecondReaderTest::collapsed), second.get("subject"));
        try (InputStream bytes = Files.newInputStream(mail)) {
            add(differences, "names", names(MailParser.parse(bytes).attachments()), second.get("names"));
        }
        return differences;
    }

    private static void add(List<Difference> differences, String what, Object ours, JsonValue theirs) {
        Object second =
                switch (what) {
                    case "subject" ->
                        theirs instanceof JsonString text
                                ? java.util.Optional.of(collapsed(text.getString()))
                                : theirs == JsonValue.NULL ? java.util.Optional.empty() : theirs;
                    case "names" ->
                        theirs instanceof JsonArray names
                                ? names.getValuesAs(JsonString::getString).stream()
                                        .map(SecondReaderTest::collapsed)
                                        .toList()
                                : theirs;
                    default ->
                        theirs instanceof JsonArray addresses
                                ? addresses.getValuesAs(JsonArray.class).stream()
                                        .map(address -> List.of(
                                                collapsed(address.getString(0)), collapsed(address.getString(1))))
                                        .toList()
                                : theirs;
                };
        if (!ours.equals(second)) {
            differences.add(new Difference(what, ours, second));
        }
    }

    private static List<List<String>> addresses(List<MailAddress> addresses) {
        return addresses.stream()
                .map(address -> List.of(collapsed(address.name()), collapsed(address.spec())))
                .toList();
    }

    /** What has no name of its own is named after its type, which the second reader does not do. */
    private static List<String> names(List<AttachedFile> files) {
        return files.stream()
                .filter(file -> !file.name().equals(file.type()) && !file.type().equals("application/x-uuencode"))
                .map(file -> collapsed(file.name()))
                .toList();
    }

    private static String collapsed(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static List<JsonObject> secondReading() throws IOException, InterruptedException {
        Path script = Files.createTempFile("second-reader", ".py");
        try (InputStream source = SecondReaderTest.class.getResourceAsStream("second_reader.py")) {
            Files.write(script, source.readAllBytes());
            Process python = new ProcessBuilder("python3", script.toString(), CORPUS.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).isZero();
            return lines.lines()
                    .map(line -> Json.createReader(new StringReader(line)).readObject())
                    .toList();
        } finally {
            Files.delete(script);
        }
    }

    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        try (InputStream list = SecondReaderTest.class.getResourceAsStream("differences.tsv")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(fields -> listed.add(fields[0] + "\t" + fields[1]));
        }
        return listed;
    }
}

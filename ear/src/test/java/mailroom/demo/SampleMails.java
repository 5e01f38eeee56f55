package mailroom.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The samples in demo/mails/(user)/, one after the other and round again, each time as new mails. */
final class SampleMails {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** One sample made new. */
    record Sample(String user, byte[] mail) {
        void deliver(DemoMailServer server) {
            server.deliver(user, mail);
        }
    }

    private final List<Path> files;
    private final String start = Secrets.password();
    private int given;

    private SampleMails(List<Path> files) {
        this.files = files;
    }

    static SampleMails load() throws IOException {
        try (Stream<Path> found =
                Files.walk(Path.of(SampleMails.class.getResource("/demo/mails").toURI()))) {
            return new SampleMails(found.filter(file -> file.toString().endsWith(".eml"))
                    .sorted((one, other) -> one.getFileName().compareTo(other.getFileName()))
                    .toList());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Bytes stay bytes (ISO 8859-1): some samples are not what their header says. */
    Sample next() throws IOException {
        Path file = files.get(given % files.size());
        String round = start + "." + given / files.size();
        given++;
        String mail = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replaceAll("\\r?\\n", "\r\n")
                .replace("@round@", round)
                .replace("@date@", DATE.format(ZonedDateTime.now()));
        return new Sample(file.getParent().getFileName().toString(), mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}

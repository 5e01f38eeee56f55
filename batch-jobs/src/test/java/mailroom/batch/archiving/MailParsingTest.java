package mailroom.batch.archiving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveFixture;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.ArchiveReader;
import mailroom.archive.Scanned;
import mailroom.home.Home;
import mailroom.incident.Incidents;
import mailroom.parse.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailParsingTest {

    private static final byte[] MAIL = "Subject: order\r\n\r\nten\r\n".getBytes(US_ASCII);

    @TempDir
    Path home;

    private ArchiveFixture fixture;
    private Incidents incidents;

    @BeforeEach
    void store() throws IOException {
        fixture = new ArchiveFixture(home);
        fixture.store(INBOX, 1, MAIL);
        incidents = new Incidents(fixture.database());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void readsAMailsHeader() throws IOException {
        assertThat(parsed(fixture.archive()).metadata().subject()).contains("order");
    }

    @Test
    void readsMailsThatAreAppendedWhileItReads() throws IOException {
        MailParsing parsing = new MailParsing(fixture.archive(), incidents);
        assertThat(parsed(parsing, MAIL).problem()).isEmpty();
        for (int number = 2; number < 5; number++) {
            byte[] next = ("Subject: order " + number + "\r\n\r\nten\r\n").getBytes(US_ASCII);
            fixture.store(INBOX, number, next);
            assertThat(parsed(parsing, next).subject()).contains("order " + number);
        }
        assertThat(incidents.latest(10)).isEmpty();
    }

    @Test
    void doesNotCallAMailDamagedWhoseBytesReplaceThoseOfAWindowRolledBack() throws IOException {
        MailParsing parsing = new MailParsing(fixture.archive(), incidents);
        byte[] committed = Files.readAllBytes(fixture.segment(1));
        Files.write(
                fixture.segment(1),
                "of a window that was rolled back".repeat(50).getBytes(US_ASCII),
                APPEND);
        assertThat(parsed(parsing, MAIL).problem()).isEmpty();
        Files.write(fixture.segment(1), committed);
        byte[] next = "Subject: next\r\n\r\nten\r\n".getBytes(US_ASCII);
        fixture.store(INBOX, 2, next);
        assertThat(parsed(parsing, next).subject()).contains("next");
        assertThat(incidents.latest(10)).isEmpty();
    }

    @Test
    void holdsWhereTheArchiveIsNotMountedInsteadOfCallingMailsDamaged() throws IOException {
        Path file = fixture.segment(1);
        ReceivedMail mail = mail();
        Files.move(file, home.resolve("elsewhere"));
        assertThatThrownBy(() -> new MailParsing(fixture.archive(), incidents).parse("sales", mail))
                .isInstanceOf(ArchiveHeld.class)
                .hasMessageContaining("segment 1")
                .hasMessageContaining("mount");
        assertThat(incidents.latest(10)).isEmpty();
        Files.move(home.resolve("elsewhere"), file);
        assertThat(parsed(fixture.archive()).metadata().problem()).isEmpty();
    }

    @Test
    void archivesAMailUnreadThatFailsForAReasonNobodyThoughtOf() throws IOException {
        Archive poisoned = new Archive(new Home(home), fixture.database()) {
            @Override
            public ArchiveReader reader() {
                throw new ArithmeticException("in a parser");
            }
        };
        assertThat(parsed(poisoned).metadata().problem().orElseThrow())
                .contains("the log has it")
                .doesNotContain("Exception", "in a parser");
        assertThat(incidents.latest(10)).extracting(Incidents.Incident::kind).containsExactly("mail-unreadable");
    }

    private ParsedMail parsed(Archive archive) throws IOException {
        return new MailParsing(archive, incidents).parse("sales", mail());
    }

    private Metadata parsed(MailParsing parsing, byte[] mail) throws IOException {
        return parsing.parse("sales", mail(mail)).metadata();
    }

    private ReceivedMail mail() {
        return mail(MAIL);
    }

    private ReceivedMail mail(byte[] bytes) {
        return fixture.scan().stream()
                .filter(Scanned.Found.class::isInstance)
                .map(Scanned.Found.class::cast)
                .filter(found -> found.member().id().equals(idOf(bytes)))
                .map(found -> new ReceivedMail(1, idOf(bytes), found.at()))
                .findFirst()
                .orElseThrow();
    }
}

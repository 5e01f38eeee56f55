package mailroom.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.archive.ArchiveFixture;
import mailroom.folder.FolderKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailsTest {

    private static final FolderKey SUPPORT = new FolderKey("support", "INBOX", 1);

    @TempDir
    Path home;

    private ArchiveFixture fixture;
    private Mails mails;

    @BeforeEach
    void fiveMails() throws Exception {
        fixture = new ArchiveFixture(home);
        mails = new Mails(fixture.database());
        fixture.store(INBOX, 1, mail(1), mail(2), mail(3));
        fixture.store(SUPPORT, 1, mail(3), mail(4), mail(5));
        fixture.database()
                .jdbi()
                .useHandle(handle -> handle.execute("insert into metadata"
                        + " (mail_id, message_id, subject, from_field, parts, attachments, parse_problem, sent_at)"
                        + " select id, '<1@x>', 'Angebot 100%', 'Zoë <zoe@example.org>', 1, 'a.pdf\nb.pdf', 'too deep', -5"
                        + " from mail where segment_offset = 0"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        List<Long> rows = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MailPage page = mails.search(query(null, null, null, 2, cursor.orElse(null)));
            page.items().forEach(mail -> rows.add(mail.row()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(rows).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void showsAMailWithItsMetadataAndAllItsSightings() {
        assertThat(mails.find(idOf(mail(1)))).hasValueSatisfying(mail -> assertThat(mail)
                .returns(Optional.of("<1@x>"), ArchivedMail::messageId)
                .returns(List.of("a.pdf", "b.pdf"), ArchivedMail::attachments)
                .returns(Optional.of(Instant.ofEpochMilli(-5)), ArchivedMail::sentAt));
        assertThat(mails.find(idOf(mail(3))).orElseThrow().sightings())
                .extracting(Sighting::mailbox)
                .containsExactly("sales", "support");
        assertThat(mails.find(idOf(mail(9)))).isEmpty();
    }

    @Test
    void findsByMailboxAndByPartsOfFieldsTakenLiterally() {
        assertThat(mails.search(query("support", null, null, 9, null)).items()).hasSize(3);
        assertThat(mails.search(query(null, "ZOE@", null, 9, null)).items()).hasSize(1);
        assertThat(mails.search(query(null, null, "100%", 9, null)).items()).hasSize(1);
        assertThat(mails.search(query(null, null, "1%0", 9, null)).items()).isEmpty();
        assertThat(mails.search(query(null, null, "' or 1=1 --", 9, null)).items())
                .isEmpty();
    }

    @Test
    void findsAMessageIdWithItsBracketsAndWithout() {
        String longId = "l".repeat(900) + "@example.org";
        keep(2, "a b@x");
        keep(3, longId);
        for (String asked : List.of("a b@x", "<a b@x>", " <a b@x> ")) {
            assertThat(mails.search(byMessageId(asked)).items())
                    .extracting(ArchivedMail::messageId)
                    .containsExactly(Optional.of("a b@x"));
        }
        for (String asked : List.of(longId, "<" + longId + ">")) {
            assertThat(mails.search(byMessageId(asked)).items())
                    .extracting(ArchivedMail::messageId)
                    .containsExactly(Optional.of(longId));
        }
        assertThat(mails.search(byMessageId("a b")).items()).isEmpty();
    }

    /** An id keeps its brackets where there are others in it, and is cut where it is longer than its column. */
    @Test
    void findsAMessageIdAsItStands() {
        String two = "<" + "a".repeat(300) + "@x> <b@x>";
        String longest = "c".repeat(MessageIdKey.ID_CHARS_MAX);
        keep(2, two);
        keep(3, longest);
        keep(4, "<d@x> <e@x>");
        for (String id : List.of(two, longest, "<d@x> <e@x>")) {
            assertThat(mails.search(byMessageId(id)).items())
                    .extracting(ArchivedMail::messageId)
                    .containsExactly(Optional.of(id));
        }
        for (String asked : List.of(longest + "c", "<" + longest + "cc@x>")) {
            assertThat(mails.search(byMessageId(asked)).items()).hasSize(1);
        }
    }

    @Test
    void tellsWhereInTheMailAFileIs() {
        List<AttachedFile> files = List.of(
                new AttachedFile("2", "message/rfc822", "inner"), new AttachedFile("2.2", "application/pdf", "a.pdf"));
        String column = files.stream().map(AttachedFile::line).collect(java.util.stream.Collectors.joining("\n"));
        assertThat(AttachedFile.of(column)).isEqualTo(files);
        assertThat(AttachedFile.of("a.pdf\nb.pdf"))
                .extracting(AttachedFile::name)
                .containsExactly("a.pdf", "b.pdf");
    }

    private void keep(int mail, String messageId) {
        MessageIdKey key = MessageIdKey.of(messageId);
        fixture.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into metadata (mail_id, message_id, long_message_id, parts)"
                                + " select id, ?, nullif(cast(? as varchar(4000)), ''), 1 from mail where sha256 = ?",
                        key.key(),
                        key.longId().orElse(""),
                        idOf(mail(mail)).sha256()));
    }

    private static MailQuery byMessageId(String messageId) {
        return new MailQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(messageId),
                Optional.empty(),
                Optional.empty(),
                9,
                Optional.empty());
    }

    @Test
    void countsSightingsAndBytes() {
        assertThat(mails.sightings()).isEqualTo(6);
        assertThat(mails.archiveBytes()).isPositive();
    }

    @Test
    void refusesACursorAndALimitThatNoListGave() {
        assertThatThrownBy(() -> query(null, null, null, 9, "x' or 1=1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query(null, null, null, 0, null)).hasMessageContaining("1 to 500");
    }

    private static MailQuery query(String mailbox, String from, String subject, int limit, String cursor) {
        return new MailQuery(
                Optional.ofNullable(mailbox),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(from),
                Optional.ofNullable(subject),
                limit,
                Optional.ofNullable(cursor));
    }

    private static byte[] mail(int number) {
        return ("Subject: " + number + "\r\n\r\n").getBytes(US_ASCII);
    }
}

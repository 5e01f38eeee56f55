package mailroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mailroom.archive.ArchiveFixture;
import mailroom.folder.FolderKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every combination of filters lists what looking at each mail alone finds, whatever index or table of runs it goes by. */
class MailFiltersTest {

    private static final int MAILS = 700;
    private static final Instant BEGIN = Instant.parse("2025-06-01T00:00:00Z");

    @TempDir
    Path home;

    private ArchiveFixture fixture;
    private Mails mails;
    private List<ArchivedMail> all;

    @BeforeEach
    void mailsOfThreeMailboxes() throws Exception {
        fixture = new ArchiveFixture(home);
        mails = new Mails(fixture.database());
        store("sales", "INBOX", 1, 300);
        store("help", "INBOX", 301, 420);
        store("help", "Lists", 421, 640);
        // of these one of a hundred was seen before, by another mailbox or in another folder
        fixture.store(new FolderKey("legal", "INBOX", 1), 1, mail(3), mail(641), mail(310), mail(642));
        fixture.store(new FolderKey("sales", "Lists", 1), 1, mail(299), mail(2));
        store("legal", "Drafts/Old", 643, MAILS);
        fixture.database().jdbi().useHandle(handle -> {
            handle.execute("insert into metadata (mail_id, message_id, subject, from_field, parts)"
                    + " select id, case when mod(segment_offset, 3) = 0 then '1@x' else '2@x' end,"
                    + " case when mod(id, 5) = 0 then 'Rechnung' else 'Angebot' end,"
                    + " case when mod(id, 7) = 0 then 'anna@a.example' else 'bert@b.example' end, 1 from mail");
        });
        receivedOneASecondAndTheClockSetBackOnce();
        all = mails.search(query("", "", "", "", "", "", "", 500, Optional.empty()))
                .items();
        all = new ArrayList<>(all);
        all.addAll(mails.search(query("", "", "", "", "", "", "", 500, Optional.of(next(all))))
                .items());
    }

    private static String next(List<ArchivedMail> page) {
        return MailQuery.position(page.get(page.size() - 1).row());
    }

    private void store(String mailbox, String folder, int first, int last) throws Exception {
        byte[][] some = new byte[last - first + 1][];
        for (int number = first; number <= last; number++) {
            some[number - first] = mail(number);
        }
        fixture.store(new FolderKey(mailbox, folder, 1), 1, some);
    }

    private void receivedOneASecondAndTheClockSetBackOnce() {
        fixture.database().jdbi().useHandle(handle -> {
            handle.createUpdate("update mail set received_at = :begin + (id - (select min(id) from mail)) * 1000")
                    .bind("begin", BEGIN.toEpochMilli())
                    .execute();
            handle.execute("update mail set received_at = received_at - 400000 where id >"
                    + " (select min(id) + 500 from mail)");
            handle.execute("delete from mail_span");
            handle.execute(
                    "insert into mail_span (bucket, first_received, last_received) select bucket, min(received_at),"
                            + " max(received_at) from (select id / 1024 as bucket, received_at from mail) n group by bucket");
        });
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void everyCombinationFindsWhatALookAtEachMailFinds() {
        assertThat(all).hasSize(MAILS);
        String middle = BEGIN.plusSeconds(350).toString();
        String late = BEGIN.plusSeconds(400).toString();
        int combinations = 0;
        for (String mailbox : List.of("", "sales", "help", "legal", "nobody")) {
            for (String folder : List.of("", "INBOX", "Lists", "Drafts/Old", "Nowhere")) {
                for (String after : List.of("", middle)) {
                    for (String before : List.of("", late)) {
                        for (String messageId : List.of("", "<1@x>")) {
                            for (String from : List.of("", "ANNA@")) {
                                for (String subject : List.of("", "echn")) {
                                    requireAll(mailbox, folder, after, before, messageId, from, subject);
                                    combinations++;
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(800);
    }

    private void requireAll(String... filters) {
        Predicate<ArchivedMail> meeting = mail -> (filters[2].isEmpty()
                        || !mail.received().isBefore(Instant.parse(filters[2])))
                && (filters[3].isEmpty() || mail.received().isBefore(Instant.parse(filters[3])))
                && (filters[4].isEmpty() || mail.messageId().equals(Optional.of("1@x")))
                && (filters[5].isEmpty() || mail.from().orElseThrow().contains(filters[5].toLowerCase(Locale.ROOT)))
                && (filters[6].isEmpty() || mail.subject().orElseThrow().contains(filters[6]))
                && mail.sightings().stream()
                        .anyMatch(seen -> (filters[0].isEmpty()
                                        || seen.mailbox().equals(filters[0]))
                                && (filters[1].isEmpty() || seen.folder().equals(filters[1])));
        List<Long> expected =
                all.stream().filter(meeting).map(ArchivedMail::row).toList();
        var listed = assertThat(listed(filters)).as(String.join("|", filters));
        if (List.of(filters).subList(2, 7).stream().allMatch(String::isEmpty) && !filters[0].isEmpty()) {
            // a folder alone comes in the order of its UIDs
            listed.containsExactlyInAnyOrderElementsOf(expected);
        } else {
            listed.containsExactlyElementsOf(expected);
        }
    }

    private List<Long> listed(String... f) {
        List<Long> rows = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MailPage page = mails.search(query(f[0], f[1], f[2], f[3], f[4], f[5], f[6], 90, cursor));
            page.items().forEach(mail -> rows.add(mail.row()));
            cursor = page.next();
        } while (cursor.isPresent());
        return rows;
    }

    private static MailQuery query(
            String mailbox,
            String folder,
            String after,
            String before,
            String messageId,
            String from,
            String subject,
            int limit,
            Optional<String> cursor) {
        return new MailQuery(
                unlessEmpty(mailbox),
                unlessEmpty(folder),
                unlessEmpty(after).map(Instant::parse),
                unlessEmpty(before).map(Instant::parse),
                unlessEmpty(messageId),
                unlessEmpty(from),
                unlessEmpty(subject),
                limit,
                cursor);
    }

    private static Optional<String> unlessEmpty(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static byte[] mail(int number) {
        return ("Subject: " + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}

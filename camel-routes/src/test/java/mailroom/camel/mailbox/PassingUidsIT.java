package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mailroom.folder.FolderKey;
import mailroom.incident.Incidents.Incident;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders whose UIDVALIDITY proves nothing: there is none, or there is another one at each look. */
@Timeout(60)
class PassingUidsIT extends WithMailboxes {

    private static final int MAILS = 30;
    /** The first identity, and one more for each of those that are believed. */
    private static final int MOST_SIGHTINGS = 3 * MAILS;

    private static LyingInbox inbox() throws Exception {
        LyingInbox inbox = new LyingInbox();
        for (int uid = 1; uid <= MAILS; uid++) {
            inbox.put(uid, "mail " + "x".repeat(uid));
        }
        return inbox;
    }

    private void look(String mailbox, LyingInbox inbox) {
        running.configure(RunningMailboxes.mailbox(mailbox, inbox.port()));
        running.awaitState(mailbox, State.WATCHING);
        running.configure();
    }

    @Test
    void anotherUidValidityAtEachLookAddsNoSightingsForEverAndIsOneIncident() throws Exception {
        try (LyingInbox inbox = inbox()) {
            for (int i = 0; i < 8; i++) {
                inbox.uidValidity++;
                look("courier", inbox);
            }
            assertThat(running.sightings("courier")).isLessThanOrEqualTo(MOST_SIGHTINGS);
            assertThat(running.ledger.mails("courier")).isEqualTo(MAILS);
            assertThat(running.incidents.latest(500))
                    .filteredOn(incident ->
                            incident.mailbox().filter("courier"::equals).isPresent())
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.message()).contains("opening it once"))
                    .extracting(Incident::count)
                    .isEqualTo(7L);
            long bodies = inbox.heard().stream()
                    .filter(line -> line.contains("BODY.PEEK[]"))
                    .count();
            inbox.uidValidity++;
            inbox.put(MAILS + 1, "a new one");
            look("courier", inbox);
            assertThat(running.ledger.mails("courier")).isEqualTo(MAILS + 1);
            assertThat(inbox.heard().stream().filter(line -> line.contains("BODY.PEEK[]")))
                    .hasSize((int) bodies + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFolderWithoutUidValidityIsArchivedAndItsMailsAreKnown(boolean numbersAnew) throws Exception {
        try (LyingInbox inbox = inbox()) {
            String mailbox = "none-" + numbersAnew;
            inbox.uidValidity = 0;
            look(mailbox, inbox);
            look(mailbox, inbox);
            assertThat(running.sightings(mailbox)).isEqualTo(MAILS);
            if (numbersAnew) {
                // the newest one keeps its UID
                for (long low = 1, high = MAILS - 1; low < high; low++, high--) {
                    LyingInbox.Mail mail = inbox.mails.put(low, inbox.mails.get(high));
                    inbox.mails.put(high, mail);
                }
            } else {
                inbox.mails.remove(4L);
            }
            inbox.put(MAILS + 5, "a new one");
            look(mailbox, inbox);
            look(mailbox, inbox);
            assertThat(running.ledger.mails(mailbox)).isEqualTo(MAILS + 1);
            assertThat(running.live(mailbox)).isEqualTo(inbox.mails.size());
            FolderKey now =
                    running.history.latest(mailbox, "INBOX").orElseThrow().folder();
            inbox.mails.forEach((uid, mail) -> assertThat(
                            running.history.sighted(now, uid).orElseThrow().id())
                    .isEqualTo(TestMails.idOf(new String(mail.bytes(), StandardCharsets.ISO_8859_1))));
        }
    }
}

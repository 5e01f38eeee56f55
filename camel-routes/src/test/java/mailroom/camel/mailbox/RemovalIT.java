package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import mailroom.incident.Incidents.Incident;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings.AfterArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is removed from a server, and what stays there because nobody can be sure that the archive has it. */
@Timeout(60)
class RemovalIT extends WithMailboxes {

    private void watch(String mailbox, LyingInbox inbox, AfterArchive then, int sightings) {
        running.configure(RunningMailboxes.with(RunningMailboxes.mailbox(mailbox, inbox.port()), then));
        running.awaitSightings(mailbox, sightings);
        running.awaitState(mailbox, State.WATCHING);
    }

    private List<Incident> incidents(String mailbox) {
        return running.incidents.latest(500).stream()
                .filter(incident -> incident.mailbox().filter(mailbox::equals).isPresent()
                        && incident.kind().startsWith("after-archive"))
                .toList();
    }

    @Test
    void aMailWhoseSizeIsTheAnnouncedOneIsRemoved() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(5)) {
            watch("sure", inbox, new AfterArchive.Delete(), 5);
            await().atMost(RunningMailboxes.SOON).until(inbox.mails::isEmpty);
            assertThat(incidents("sure")).isEmpty();
        }
    }

    @Test
    void aMailThatTookTheUidOfAnotherStaysUntilItIsArchived() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(5)) {
            watch("swapped", inbox, new AfterArchive.Keep(), 5);
            running.configure();
            inbox.put(3, "quite another mail that nobody has archived");
            watch("swapped", inbox, new AfterArchive.Delete(), 5);
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(inbox.mails).containsOnlyKeys(3L));
            assertThat(incidents("swapped")).singleElement().satisfies(incident -> assertThat(incident.kind())
                    .isEqualTo("after-archive-doubtful"));
        }
    }

    @Test
    void theRightThatIsMissingIsNamed() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(5)) {
            inbox.capabilities = "IMAP4rev1 UIDPLUS ACL";
            inbox.rights = "lr";
            watch("rights", inbox, new AfterArchive.Delete(), 5);
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(incidents("rights"))
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.message()).contains("lr", "t (", "e (")));
            assertThat(inbox.mails).hasSize(5);
        }
    }

    @Test
    void aServerThatSaysThatItRemovedMailsAndDidNotIsNamed() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(5)) {
            inbox.readOnly = true;
            watch("unmoved", inbox, new AfterArchive.Delete(), 5);
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(incidents("unmoved"))
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.message()).contains("still has 5 of them")));
        }
    }

    @Test
    void withoutUidPlusNothingIsExpunged() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(5)) {
            inbox.capabilities = "IMAP4rev1";
            watch("plain", inbox, new AfterArchive.Delete(), 5);
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(incidents("plain")).hasSize(1));
            assertThat(inbox.mails).hasSize(5);
            assertThat(inbox.heard()).noneMatch(line -> line.contains("EXPUNGE") || line.contains("STORE"));
        }
    }
}

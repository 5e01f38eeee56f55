package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import mailroom.folder.KnownSighting;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;

/** Which folder is which on every IMAP server, once it has another UIDVALIDITY or name. */
interface FolderIdentityContract extends MailboxAtServer {

    @Test
    default void f13ReadsAFolderAgainThatWasMadeAnew() throws Exception {
        append("contract-anew", "INBOX", mail("one"));
        append("contract-anew", "Work", mail("two"));
        running().configure(RunningMailboxes.mailbox("contract-anew", port()));
        running().awaitSightings("contract-anew", 2);
        running().awaitState("contract-anew", State.WATCHING);
        awaitAnotherSecond();
        try (MailProgram program = mailProgram("contract-anew")) {
            program.delete("Work");
        }
        append("contract-anew", "Work", mail("three"));
        running().mailboxes.sync("contract-anew");
        running().awaitSightings("contract-anew", 3);
        assertThat(running().incidents.latest(10))
                .anySatisfy(incident -> assertThat(incident.kind()).isEqualTo("uid-validity-changed"));
    }

    @Test
    default void f17RecognisesARenamedFolder() throws Exception {
        append("contract-rename", "INBOX", mail("one"));
        append("contract-rename", "Before", mail("two"), mail("three"));
        running().configure(RunningMailboxes.mailbox("contract-rename", port()));
        running().awaitSightings("contract-rename", 3);
        running().awaitState("contract-rename", State.WATCHING);
        try (MailProgram program = mailProgram("contract-rename")) {
            program.rename("Before", "After");
        }
        append("contract-rename", "After", mail("four"));
        running().mailboxes.sync("contract-rename");
        await().atMost(RunningMailboxes.SOON).untilAsserted(() -> {
            assertThat(running().live("contract-rename")).isEqualTo(4);
            assertThat(sightings("contract-rename", "After")).hasSize(3);
            assertThat(sightings("contract-rename", "Before").values()).allMatch(KnownSighting::vanished);
        });
        assertThat(running().ledger.mails("contract-rename")).isEqualTo(4);
    }

    /** For servers whose UIDVALIDITY is the second in which a folder is made. */
    private static void awaitAnotherSecond() {
        long now = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > now);
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings.AfterArchive;
import org.junit.jupiter.api.Test;

/** What becomes of archived mails on every IMAP server: nothing, unless the settings say so. */
interface AfterArchiveContract extends MailboxAtServer {

    @Test
    default void f16LeavesAloneWhatAPersonMarks() throws Exception {
        append("contract-marks", "INBOX", mail("one"), mail("two"));
        running().configure(RunningMailboxes.mailbox("contract-marks", port()));
        running().awaitSightings("contract-marks", 2);
        running().awaitState("contract-marks", State.WATCHING);
        try (MailProgram program = mailProgram("contract-marks")) {
            program.flag("INBOX", "1", "\\Deleted \\Seen");
            program.append("INBOX", mail("three"));
            List<String> marked = program.shows("INBOX", "FLAGS");
            running().awaitSightings("contract-marks", 3);
            running().mailboxes.pause("contract-marks");
            assertThat(program.shows("INBOX", "FLAGS")).isEqualTo(marked).hasSize(3);
        }
    }

    @Test
    default void movesWhatIsArchived() throws Exception {
        append("contract-move", "INBOX", mail("one"), mail("two"));
        running()
                .configure(RunningMailboxes.with(
                        RunningMailboxes.mailbox("contract-move", port()), new AfterArchive.Move("Archived/2026")));
        try (MailProgram program = mailProgram("contract-move")) {
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
            running().mailboxes.sync("contract-move");
            running().awaitSightings("contract-move", 4);
            assertThat(program.shows("Archived/2026", "FLAGS")).hasSize(2);
            assertThat(running().ledger.mails("contract-move")).isEqualTo(2);
        }
    }

    @Test
    default void removesWhatIsArchived() throws Exception {
        append("contract-remove", "INBOX", mail("one"), mail("two"));
        running()
                .configure(RunningMailboxes.with(
                        RunningMailboxes.mailbox("contract-remove", port()), new AfterArchive.Delete()));
        running().awaitSightings("contract-remove", 2);
        try (MailProgram program = mailProgram("contract-remove")) {
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
            program.append("INBOX", mail("three"));
            running().awaitSightings("contract-remove", 3);
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
        }
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.idOf;
import static mailroom.camel.mailbox.TestMails.large;
import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import mailroom.camel.imap.ImapSession;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;

/** What a mailbox takes in, on every IMAP server: every mail once, with its exact bytes. */
interface IntakeContract extends MailboxAtServer {

    @Test
    default void takesInEveryMailOnceAndWakesTheJobs() throws Exception {
        append("contract-first", "INBOX", mail("one"), mail("two"), mail("three"));
        append("contract-first", "Projects", mail("one"), mail("four"));
        running().configure(RunningMailboxes.mailbox("contract-first", port()));
        running().awaitSightings("contract-first", 5);
        running().awaitState("contract-first", State.WATCHING);
        assertThat(running().ledger.mails("contract-first")).isEqualTo(4);
        assertThat(running().wakes()).contains("contract-first");
        assertThat(running().mailboxes.report("contract-first").orElseThrow().folders())
                .allSatisfy(folder -> assertThat(folder.lagSeconds()).isZero())
                .anySatisfy(folder -> assertThat(folder.sightings()).isEqualTo(3));
    }

    @Test
    default void leavesNoTraceOnTheServer() throws Exception {
        append("contract-trace", "INBOX", mail("one"), mail("two"));
        append("contract-trace", "Projects/Größe & Maß", mail("three"));
        try (MailProgram program = mailProgram("contract-trace")) {
            List<String> inbox = program.shows("INBOX", untouched());
            List<String> project = program.shows("Projects/Größe & Maß", untouched());
            running().configure(RunningMailboxes.mailbox("contract-trace", port()));
            running().awaitSightings("contract-trace", 3);
            running().awaitState("contract-trace", State.WATCHING);
            assertThat(program.shows("INBOX", untouched())).isEqualTo(inbox);
            assertThat(program.shows("Projects/Größe & Maß", untouched())).isEqualTo(project);
            assertThat(running()
                            .mailboxes
                            .report("contract-trace")
                            .orElseThrow()
                            .folders())
                    .extracting(folder -> folder.name())
                    .contains(program.named("Projects/Größe & Maß"));
        }
    }

    @Test
    default void keepsFlagsAndInternalDate() throws Exception {
        try (MailProgram program = mailProgram("contract-facts")) {
            assertThat(program.takes(
                            "INBOX", "(\\Flagged \\Answered) \"01-Feb-2020 03:04:05 +0100\"", mail("long ago")))
                    .isTrue();
        }
        running().configure(RunningMailboxes.mailbox("contract-facts", port()));
        running().awaitSightings("contract-facts", 1);
        assertThat(archived("contract-facts", 1).internalDate()).contains(Instant.parse("2020-02-01T02:04:05Z"));
        assertThat(sightings("contract-facts", "INBOX").get(1L).flags()).contains("\\Flagged", "\\Answered");
    }

    @Test
    default void f26ArchivesEveryOddMailThatTheServerTakesAsTheServerShowsIt() throws Exception {
        List<String> odd = List.of(
                "Subject: header only\r\n\r\n",
                "Subject: no line end at the end\r\n\r\nx",
                "Subject: long\r\n\r\n" + "x".repeat(100_000) + "\r\n",
                "Subject: \u00e9\u00e8 raw\r\n\r\n\u0080\u00ff\r\n",
                "Subject: bare CR\r\n\r\na\rb\r\n",
                "X: y\r\n".repeat(20_000) + "\r\n",
                "Subject: dots\r\n\r\n.\r\n..\r\n)\r\na OK done\r\n",
                "Subject: bare LF\r\n\r\na\nb\r\n",
                "Subject: no empty line\r\n",
                "no header at all, only this\r\n",
                "Subject: nul\r\n\r\na\0b\r\n",
                "\r\n",
                "");
        try (MailProgram program = mailProgram("contract-odd")) {
            int taken = 0;
            for (String mail : odd) {
                taken += program.takes("INBOX", "", mail.getBytes(StandardCharsets.ISO_8859_1)) ? 1 : 0;
            }
            assertThat(taken).isGreaterThanOrEqualTo(7);
            running().configure(RunningMailboxes.mailbox("contract-odd", port()));
            running().awaitSightings("contract-odd", taken);
            for (long uid : sightings("contract-odd", "INBOX").keySet()) {
                assertThat(archived("contract-odd", uid).id()).isEqualTo(idOf(program.bytes("INBOX", uid)));
            }
        }
    }

    @Test
    default void f25ReadsALargeMailPieceByPiece() throws Exception {
        int piece = ImapSession.PIECE_BYTES;
        byte[][] mails = {large(piece), mail("small"), large(2 * piece), large(2 * piece + 1)};
        append("contract-large", "INBOX", mails);
        running().configure(RunningMailboxes.mailbox("contract-large", port()));
        running().awaitSightings("contract-large", mails.length);
        for (int i = 0; i < mails.length; i++) {
            assertThat(archived("contract-large", i + 1).id()).isEqualTo(idOf(mails[i]));
        }
    }

    @Test
    default void comesBackToAWindowThatWasNotStored() throws Exception {
        append("contract-fail", "INBOX", mail("one"), mail("two"));
        running().failNextStores(1);
        running().configure(RunningMailboxes.mailbox("contract-fail", port()));
        running().awaitSightings("contract-fail", 2);
        assertThat(running().ledger.mails("contract-fail")).isEqualTo(2);
    }
}

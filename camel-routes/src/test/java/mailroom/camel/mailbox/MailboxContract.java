package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import mailroom.camel.imap.ImapSession;
import mailroom.intake.FolderKey;
import mailroom.intake.KnownSighting;
import mailroom.intake.MailboxReport.State;
import mailroom.intake.SightedMail;
import mailroom.mail.MailId;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a mailbox does on every IMAP server. */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailboxContract {

    static final Duration SOON = Duration.ofSeconds(30);

    RunningMailboxes running;

    abstract int port();

    /** Of a user who may have been unknown so far. */
    abstract MailProgram mailProgram(String user) throws IOException;

    /** What the server shows of a mail and reading must not change. */
    abstract String untouched();

    void append(String user, String folder, byte[]... mails) throws IOException {
        try (MailProgram program = mailProgram(user)) {
            if (!program.has(folder)) {
                program.create(folder);
            }
            for (byte[] mail : mails) {
                program.append(folder, mail);
            }
        }
    }

    @BeforeAll
    void run() throws Exception {
        running = new RunningMailboxes();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
    }

    static byte[] mail(String subject) {
        return ("From: a@example.com\r\nSubject: " + subject + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    void awaitSightings(String mailbox, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.sightings(mailbox)).isEqualTo(count));
    }

    void awaitState(String mailbox, State state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.state(mailbox)).isEqualTo(state));
    }

    private FolderKey folder(String mailbox, String folder) {
        return running.history.latest(mailbox, folder).orElseThrow().folder();
    }

    private SortedMap<Long, KnownSighting> sightings(String mailbox, String folder) {
        return running.history.sightingsAbove(folder(mailbox, folder), 0, 1000);
    }

    private static MailId idOf(byte[] mail) {
        try {
            return MailId.of(MessageDigest.getInstance("SHA-256").digest(mail));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private SightedMail archived(String mailbox, long uid) {
        return running.history.sighted(folder(mailbox, "INBOX"), uid).orElseThrow();
    }

    @Test
    void takesInEveryMailOnceAndWakesTheJobs() throws Exception {
        append("contract-first", "INBOX", mail("one"), mail("two"), mail("three"));
        append("contract-first", "Projects", mail("one"), mail("four"));
        running.configure(RunningMailboxes.mailbox("contract-first", port()));
        awaitSightings("contract-first", 5);
        awaitState("contract-first", State.WATCHING);
        assertThat(running.mails("contract-first")).isEqualTo(4);
        assertThat(running.wakes()).contains("contract-first");
        assertThat(running.mailboxes.report("contract-first").orElseThrow().folders())
                .allSatisfy(folder -> assertThat(folder.lagSeconds()).isZero())
                .anySatisfy(folder -> assertThat(folder.sightings()).isEqualTo(3));
    }

    @Test
    void noticesNewMailWhileItWatches() throws Exception {
        append("contract-watch", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("contract-watch", port()));
        awaitState("contract-watch", State.WATCHING);
        append("contract-watch", "INBOX", mail("two"));
        awaitSightings("contract-watch", 2);
        append("contract-watch", "INBOX", mail("three"));
        awaitSightings("contract-watch", 3);
    }

    @Test
    void noticesVanishedMailWhileItWatches() throws Exception {
        append("contract-vanish", "INBOX", mail("one"), mail("two"));
        running.configure(RunningMailboxes.mailbox("contract-vanish", port()));
        awaitSightings("contract-vanish", 2);
        awaitState("contract-vanish", State.WATCHING);
        try (MailProgram program = mailProgram("contract-vanish")) {
            program.remove("INBOX", "1");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(sightings("contract-vanish", "INBOX"))
                .hasSize(2)
                .allSatisfy((uid, known) -> assertThat(known.vanished()).isEqualTo(uid == 1)));
        assertThat(running.mails("contract-vanish")).isEqualTo(2);
    }

    @Test
    void catchesUpWithWhatHappenedWhileItWasAway() throws Exception {
        append("contract-away", "INBOX", mail("one"), mail("two"), mail("three"));
        running.configure(RunningMailboxes.mailbox("contract-away", port()));
        awaitSightings("contract-away", 3);
        awaitState("contract-away", State.WATCHING);
        running.mailboxes.pause("contract-away");
        try (MailProgram program = mailProgram("contract-away")) {
            program.flag("INBOX", "2", "\\Flagged");
            program.remove("INBOX", "1");
            program.append("INBOX", mail("four"));
        }
        running.forgetCompares();
        running.mailboxes.resume("contract-away");
        await().atMost(SOON).untilAsserted(() -> assertThat(sightings("contract-away", "INBOX"))
                .hasSize(4)
                .allSatisfy((uid, known) -> {
                    assertThat(known.vanished()).isEqualTo(uid == 1);
                    assertThat(known.flags().contains("\\Flagged")).isEqualTo(uid == 2);
                }));
        assertThat(running.mails("contract-away")).isEqualTo(4);
    }

    @Test
    void f16LeavesAloneWhatAPersonMarks() throws Exception {
        append("contract-marks", "INBOX", mail("one"), mail("two"));
        running.configure(RunningMailboxes.mailbox("contract-marks", port()));
        awaitSightings("contract-marks", 2);
        awaitState("contract-marks", State.WATCHING);
        try (MailProgram program = mailProgram("contract-marks")) {
            program.flag("INBOX", "1", "\\Deleted \\Seen");
            program.append("INBOX", mail("three"));
            List<String> marked = program.shows("INBOX", "FLAGS");
            awaitSightings("contract-marks", 3);
            running.mailboxes.pause("contract-marks");
            assertThat(program.shows("INBOX", "FLAGS")).isEqualTo(marked).hasSize(3);
        }
    }

    @Test
    void leavesNoTraceOnTheServer() throws Exception {
        append("contract-trace", "INBOX", mail("one"), mail("two"));
        append("contract-trace", "Projects/Größe & Maß", mail("three"));
        try (MailProgram program = mailProgram("contract-trace")) {
            List<String> inbox = program.shows("INBOX", untouched());
            List<String> project = program.shows("Projects/Größe & Maß", untouched());
            running.configure(RunningMailboxes.mailbox("contract-trace", port()));
            awaitSightings("contract-trace", 3);
            awaitState("contract-trace", State.WATCHING);
            assertThat(program.shows("INBOX", untouched())).isEqualTo(inbox);
            assertThat(program.shows("Projects/Größe & Maß", untouched())).isEqualTo(project);
            assertThat(running.mailboxes.report("contract-trace").orElseThrow().folders())
                    .extracting(folder -> folder.name())
                    .contains(program.named("Projects/Größe & Maß"));
        }
    }

    @Test
    void keepsFlagsAndInternalDate() throws Exception {
        try (MailProgram program = mailProgram("contract-facts")) {
            assertThat(program.takes(
                            "INBOX", "(\\Flagged \\Answered) \"01-Feb-2020 03:04:05 +0100\"", mail("long ago")))
                    .isTrue();
        }
        running.configure(RunningMailboxes.mailbox("contract-facts", port()));
        awaitSightings("contract-facts", 1);
        assertThat(archived("contract-facts", 1).internalDate()).isEqualTo(Instant.parse("2020-02-01T02:04:05Z"));
        assertThat(sightings("contract-facts", "INBOX").get(1L).flags()).contains("\\Flagged", "\\Answered");
    }

    @Test
    void f26ArchivesEveryOddMailThatTheServerTakesAsTheServerShowsIt() throws Exception {
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
            running.configure(RunningMailboxes.mailbox("contract-odd", port()));
            awaitSightings("contract-odd", taken);
            for (long uid : sightings("contract-odd", "INBOX").keySet()) {
                assertThat(archived("contract-odd", uid).id()).isEqualTo(idOf(program.bytes("INBOX", uid)));
            }
        }
    }

    @Test
    void f25ReadsALargeMailPieceByPiece() throws Exception {
        int piece = ImapSession.PIECE_BYTES;
        byte[][] mails = {large(piece), mail("small"), large(2 * piece), large(2 * piece + 1)};
        append("contract-large", "INBOX", mails);
        running.configure(RunningMailboxes.mailbox("contract-large", port()));
        awaitSightings("contract-large", mails.length);
        for (int i = 0; i < mails.length; i++) {
            assertThat(archived("contract-large", i + 1).id()).isEqualTo(idOf(mails[i]));
        }
    }

    private static byte[] large(int bytes) {
        byte[] mail = new byte[bytes];
        byte[] line = ("0123456789".repeat(7) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes; i++) {
            mail[i] = line[i % line.length];
        }
        byte[] head = mail("large " + bytes);
        System.arraycopy(head, 0, mail, 0, head.length);
        mail[bytes - 2] = '\r';
        mail[bytes - 1] = '\n';
        return mail;
    }

    @Test
    void movesWhatIsArchived() throws Exception {
        append("contract-move", "INBOX", mail("one"), mail("two"));
        running.configure(RunningMailboxes.with(
                RunningMailboxes.mailbox("contract-move", port()), new AfterArchive.Move("Archived/2026")));
        try (MailProgram program = mailProgram("contract-move")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
            running.mailboxes.sync("contract-move");
            awaitSightings("contract-move", 4);
            assertThat(program.shows("Archived/2026", "FLAGS")).hasSize(2);
            assertThat(running.mails("contract-move")).isEqualTo(2);
        }
    }

    @Test
    void removesWhatIsArchived() throws Exception {
        append("contract-remove", "INBOX", mail("one"), mail("two"));
        running.configure(
                RunningMailboxes.with(RunningMailboxes.mailbox("contract-remove", port()), new AfterArchive.Delete()));
        awaitSightings("contract-remove", 2);
        try (MailProgram program = mailProgram("contract-remove")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
            program.append("INBOX", mail("three"));
            awaitSightings("contract-remove", 3);
            await().atMost(SOON).untilAsserted(() -> assertThat(program.shows("INBOX", "FLAGS"))
                    .isEmpty());
        }
    }

    @Test
    void f13ReadsAFolderAgainThatWasMadeAnew() throws Exception {
        append("contract-anew", "INBOX", mail("one"));
        append("contract-anew", "Work", mail("two"));
        running.configure(RunningMailboxes.mailbox("contract-anew", port()));
        awaitSightings("contract-anew", 2);
        awaitState("contract-anew", State.WATCHING);
        awaitAnotherSecond();
        try (MailProgram program = mailProgram("contract-anew")) {
            program.delete("Work");
        }
        append("contract-anew", "Work", mail("three"));
        running.mailboxes.sync("contract-anew");
        awaitSightings("contract-anew", 3);
        assertThat(running.incidents.latest(10))
                .anySatisfy(incident -> assertThat(incident.kind()).isEqualTo("uid-validity-changed"));
    }

    @Test
    void f17RecognisesARenamedFolder() throws Exception {
        append("contract-rename", "INBOX", mail("one"));
        append("contract-rename", "Before", mail("two"), mail("three"));
        running.configure(RunningMailboxes.mailbox("contract-rename", port()));
        awaitSightings("contract-rename", 3);
        awaitState("contract-rename", State.WATCHING);
        try (MailProgram program = mailProgram("contract-rename")) {
            program.rename("Before", "After");
        }
        append("contract-rename", "After", mail("four"));
        running.mailboxes.sync("contract-rename");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(running.live("contract-rename")).isEqualTo(4);
            assertThat(sightings("contract-rename", "After")).hasSize(3);
            assertThat(sightings("contract-rename", "Before").values()).allMatch(KnownSighting::vanished);
        });
        assertThat(running.mails("contract-rename")).isEqualTo(4);
    }

    /** For servers whose UIDVALIDITY is the second in which a folder is made. */
    private static void awaitAnotherSecond() {
        long now = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > now);
    }

    @Test
    void f19RejectedLoginIsNamedAndDoesNotStopOthers() throws Exception {
        append("contract-others", "INBOX", mail("one"));
        mailProgram("contract-wrong").close();
        MailboxSettings wrong = RunningMailboxes.mailbox("contract-wrong", port());
        wrong = new MailboxSettings(
                wrong.name(),
                wrong.server(),
                wrong.name(),
                new Secret("not the password"),
                List.of(),
                Optional.empty(),
                wrong.afterArchive(),
                Optional.empty());
        running.configure(wrong, RunningMailboxes.mailbox("contract-others", port()));
        awaitSightings("contract-others", 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        running.mailboxes.report("contract-wrong").flatMap(report -> report.problem()))
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo("login-rejected")));
        assertThat(running.mailboxes.test(wrong).problem().orElseThrow().kind()).isEqualTo("login-rejected");
        assertThat(running.mailboxes
                        .test(RunningMailboxes.mailbox("contract-others", port()))
                        .folders())
                .containsExactly("INBOX");
    }

    @Test
    void looksAtOnceWhenAskedTo() throws Exception {
        append("contract-sync", "INBOX", mail("one"));
        append("contract-sync", "Other", mail("two"));
        running.configure(RunningMailboxes.mailbox("contract-sync", port()));
        awaitState("contract-sync", State.WATCHING);
        append("contract-sync", "Other", mail("three"));
        running.mailboxes.sync("contract-sync");
        awaitSightings("contract-sync", 3);
    }

    @Test
    void standsStillWhilePaused() throws Exception {
        append("contract-pause", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("contract-pause", port()));
        awaitSightings("contract-pause", 1);
        assertThat(running.mailboxes.pause("contract-pause")).isTrue();
        assertThat(running.state("contract-pause")).isEqualTo(State.PAUSED);
        append("contract-pause", "INBOX", mail("two"));
        assertThat(running.sightings("contract-pause")).isEqualTo(1);
        running.mailboxes.resume("contract-pause");
        awaitSightings("contract-pause", 2);
    }

    @Test
    void comesBackToAWindowThatWasNotStored() throws Exception {
        append("contract-fail", "INBOX", mail("one"), mail("two"));
        running.failNextStores(1);
        running.configure(RunningMailboxes.mailbox("contract-fail", port()));
        awaitSightings("contract-fail", 2);
        assertThat(running.mails("contract-fail")).isEqualTo(2);
    }

    @Test
    void replacesOnlyTheMailboxesThatChanged() throws Exception {
        append("contract-a", "INBOX", mail("one"));
        append("contract-b", "INBOX", mail("two"));
        append("contract-c", "INBOX", mail("three"));
        var a = RunningMailboxes.mailbox("contract-a", port());
        running.configure(a, RunningMailboxes.mailbox("contract-b", port()));
        awaitSightings("contract-a", 1);
        MailboxWatch before = running.mailboxes.watchOf("contract-a");
        running.configure(a, RunningMailboxes.mailbox("contract-c", port()));
        awaitSightings("contract-c", 1);
        assertThat(running.routes()).containsExactly("mailbox-in-contract-a", "mailbox-in-contract-c");
        assertThat(running.mailboxes.watchOf("contract-a")).isSameAs(before);
        assertThat(running.mailboxes.reports()).hasSize(2);
        assertThat(running.mailboxes.sync("contract-b")).isFalse();
    }

    @Test
    void anErrorDoesNotEndTheWatch() throws Exception {
        append("contract-error", "INBOX", mail("one"));
        running.configure();
        running.throwNext(new NoClassDefFoundError("a/class/of/a/library"));
        running.configure(RunningMailboxes.mailbox("contract-error", port()));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        running.mailboxes.report("contract-error").orElseThrow().problem())
                .hasValueSatisfying(problem -> {
                    assertThat(problem.kind()).isEqualTo("unexpected-failure");
                    assertThat(problem.message()).isEqualTo("NoClassDefFoundError");
                }));
        awaitSightings("contract-error", 1);
        awaitState("contract-error", State.WATCHING);
    }
}

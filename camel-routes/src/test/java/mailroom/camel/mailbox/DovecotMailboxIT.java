package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mailroom.PrivateDovecot;
import mailroom.intake.FolderKey;
import mailroom.intake.MailboxReport.State;
import mailroom.mail.Outcome;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.Secret;
import mailroom.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DovecotMailboxIT extends MailboxContract {

    private static PrivateDovecot dovecot;

    @BeforeAll
    static void start() throws IOException {
        dovecot = PrivateDovecot.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Override
    int port() {
        return dovecot.port();
    }

    @Override
    void append(String user, String folder, byte[]... mails) throws IOException {
        dovecot.append(user, folder, mails);
    }

    private static String onServer(String user, String folder) throws IOException {
        return dovecot.doveadm("fetch", "-u", user, "uid flags modseq", "mailbox", folder, "all");
    }

    @Test
    void leavesNoTraceOnTheServerAndJunkAlone() throws IOException {
        append("trace", "Projects/Größe", mail("one"));
        append("trace", "Junk", mail("junk"));
        append("trace", "INBOX", mail("two"));
        String before = onServer("trace", "INBOX") + onServer("trace", "Projects/Größe");
        running.configure(RunningMailboxes.mailbox("trace", port()));
        awaitSightings("trace", 2);
        assertThat(onServer("trace", "INBOX") + onServer("trace", "Projects/Größe"))
                .isEqualTo(before);
        assertThat(running.mailboxes.report("trace").orElseThrow().folders())
                .extracting(folder -> folder.name())
                .contains("Projects/Größe")
                .doesNotContain("Junk", "Trash");
    }

    @Test
    void f09GoesOnWhenTheServerIsBack() throws IOException {
        append("back", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("back", port()));
        awaitState("back", State.WATCHING);
        dovecot.stop();
        awaitState("back", State.BACKING_OFF);
        assertThat(running.mailboxes.report("back").orElseThrow().problem()).isPresent();
        dovecot.startAgain();
        append("back", "INBOX", mail("two"));
        running.mailboxes.sync("back");
        awaitSightings("back", 2);
        awaitState("back", State.WATCHING);
        assertThat(running.mailboxes.report("back").orElseThrow().problem()).isEmpty();
    }

    @Test
    void f19RejectedLoginIsNamedAndDoesNotStopOthers() throws IOException {
        append("others", "INBOX", mail("one"));
        MailboxSettings wrong = RunningMailboxes.mailbox("wrong", port());
        wrong = new MailboxSettings(
                "wrong",
                wrong.server(),
                "wrong",
                new Secret("not the password"),
                List.of(),
                Optional.empty(),
                wrong.afterArchive(),
                Optional.empty());
        running.configure(wrong, RunningMailboxes.mailbox("others", port()));
        awaitSightings("others", 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        running.mailboxes.report("wrong").flatMap(report -> report.problem()))
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo("login-rejected")));
        assertThat(running.mailboxes.test(wrong).problem().orElseThrow().kind()).isEqualTo("login-rejected");
        assertThat(running.mailboxes
                        .test(RunningMailboxes.mailbox("others", port()))
                        .folders())
                .containsExactly("INBOX");
    }

    @Test
    void movesWhatIsArchived() throws IOException {
        append("moving", "INBOX", mail("one"), mail("two"));
        running.configure(RunningMailboxes.with(
                RunningMailboxes.mailbox("moving", port()), new AfterArchive.Move("Archived/2026")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onServer("moving", "INBOX")).isBlank());
        running.mailboxes.sync("moving");
        awaitSightings("moving", 4);
        assertThat(onServer("moving", "Archived/2026")).contains("uid: 1", "uid: 2");
        assertThat(running.mails("moving")).isEqualTo(2);
    }

    @Test
    void removesWhatIsArchived() throws IOException {
        append("removing", "INBOX", mail("one"), mail("two"));
        running.configure(
                RunningMailboxes.with(RunningMailboxes.mailbox("removing", port()), new AfterArchive.Delete()));
        awaitSightings("removing", 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onServer("removing", "INBOX")).isBlank());
        append("removing", "INBOX", mail("three"));
        awaitSightings("removing", 3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onServer("removing", "INBOX")).isBlank());
    }

    @Test
    void f13ReadsAFolderAgainThatWasMadeAnew() throws IOException {
        append("anew", "INBOX", mail("one"));
        append("anew", "Work", mail("two"));
        running.configure(RunningMailboxes.mailbox("anew", port()));
        awaitSightings("anew", 2);
        awaitState("anew", State.WATCHING);
        dovecot.doveadm("mailbox", "delete", "-u", "anew", "Work");
        append("anew", "Work", mail("three"));
        running.mailboxes.sync("anew");
        awaitSightings("anew", 3);
        assertThat(running.incidents.latest(10))
                .anySatisfy(incident -> assertThat(incident.kind()).isEqualTo("uid-validity-changed"));
    }

    @Test
    void filesACopyIntoAFolderThatIsMade() throws IOException {
        append("filing", "INBOX", mail("one"));
        MailboxSettings mailbox = RunningMailboxes.mailbox("filing", port());
        running.configure(mailbox);
        awaitSightings("filing", 1);
        FolderKey inbox = running.cursors.folders("filing").get(0).folder();
        FolderFiler filer = new FolderFiler(
                new CurrentSettings(new Settings(
                        List.of(mailbox),
                        java.util.Map.of(),
                        java.util.Map.of(),
                        DigestSettings.OFF,
                        Settings.KEEP_EXECUTIONS)),
                running.entrance);
        assertThat(filer.file(inbox, 1, "Orders/Größe")).isInstanceOf(Outcome.Done.class);
        assertThat(onServer("filing", "Orders/Größe")).contains("uid: 1");
        assertThat(filer.file(inbox, 77, "Orders")).isInstanceOf(Outcome.GiveUp.class);
    }
}

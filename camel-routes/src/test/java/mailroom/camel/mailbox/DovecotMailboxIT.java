package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import mailroom.PrivateDovecot;
import mailroom.camel.mailbox.filing.FolderFiler;
import mailroom.folder.FolderKey;
import mailroom.mail.Outcome;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.MailboxSettings;
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
    public int port() {
        return dovecot.port();
    }

    @Override
    public MailProgram mailProgram(String user) throws IOException {
        return new MailProgram(port(), user);
    }

    @Override
    public String untouched() {
        return "FLAGS INTERNALDATE MODSEQ";
    }

    private static String onServer(String user, String folder) throws IOException {
        return dovecot.doveadm("fetch", "-u", user, "uid flags modseq", "mailbox", folder, "all");
    }

    @Test
    void leavesJunkAndTrashAlone() throws IOException {
        append("junk", "Junk", mail("junk"));
        append("junk", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("junk", port()));
        running.awaitSightings("junk", 1);
        running.awaitState("junk", State.WATCHING);
        assertThat(running.mailboxes.report("junk").orElseThrow().folders())
                .extracting(folder -> folder.name())
                .containsExactly("INBOX");
    }

    @Test
    void f09GoesOnWhenTheServerIsBack() throws IOException {
        append("back", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("back", port()));
        running.awaitState("back", State.WATCHING);
        dovecot.stop();
        running.awaitState("back", State.BACKING_OFF);
        assertThat(running.mailboxes.report("back").orElseThrow().problem()).isPresent();
        dovecot.startAgain();
        append("back", "INBOX", mail("two"));
        running.mailboxes.sync("back");
        running.awaitSightings("back", 2);
        running.awaitState("back", State.WATCHING);
        assertThat(running.mailboxes.report("back").orElseThrow().problem()).isEmpty();
    }

    @Test
    void filesACopyIntoAFolderThatIsMade() throws IOException {
        append("filing", "INBOX", mail("one"));
        MailboxSettings mailbox = RunningMailboxes.mailbox("filing", port());
        running.configure(mailbox);
        running.awaitSightings("filing", 1);
        FolderKey inbox = running.cursors.folders("filing").get(0).folder();
        FolderFiler filer = new FolderFiler(
                new CurrentSettings(new Settings(
                        List.of(mailbox),
                        java.util.Map.of(),
                        java.util.Map.of(),
                        DigestSettings.OFF,
                        Settings.KEEP_EXECUTIONS)),
                running.entrance);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            filer.keepConnections(clock);
            assertThat(filer.file(inbox, 1, "Orders/Größe")).isInstanceOf(Outcome.Done.class);
            assertThat(onServer("filing", "Orders/Größe")).contains("uid: 1").doesNotContain("uid: 2");
            assertThat(filer.file(inbox, 77, "Orders")).isInstanceOf(Outcome.GiveUp.class);
            assertThat(filer.file(inbox, 1, "Orders"))
                    .as("listed only because of what is below it")
                    .isInstanceOf(Outcome.Done.class);
            assertThat(onServer("filing", "Orders")).contains("uid: 1").doesNotContain("uid: 2");
            assertThat(filer.file(inbox, 1, "Copies")).isInstanceOf(Outcome.Done.class);
            assertThat(onServer("filing", "Copies")).contains("uid: 1").doesNotContain("uid: 2");
        } finally {
            filer.close();
            clock.shutdownNow();
        }
    }
}

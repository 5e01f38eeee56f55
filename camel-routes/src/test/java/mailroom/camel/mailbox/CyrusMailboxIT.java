package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mailroom.PrivateCyrus;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.ladder.Ladder;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CyrusMailboxIT extends MailboxContract {

    private static PrivateCyrus cyrus;

    @BeforeAll
    static void start() {
        cyrus = PrivateCyrus.start();
    }

    @AfterAll
    static void stop() {
        if (cyrus != null) {
            cyrus.close();
        }
    }

    @Override
    public int port() {
        return cyrus.port();
    }

    @Override
    public MailProgram mailProgram(String user) throws IOException {
        cyrus.addUser(user);
        return new MailProgram(port(), user);
    }

    @Override
    public String untouched() {
        return "FLAGS INTERNALDATE MODSEQ";
    }

    @Test
    void isReadOnTheHighestRung() throws IOException {
        cyrus.addUser("rung");
        MailboxSettings mailbox = RunningMailboxes.mailbox("rung", port());
        try (ImapSession session = ImapSession.open(
                mailbox.server(), mailbox.user(), new Secret(PrivateCyrus.PASSWORD), ImapTimeouts.DEFAULT)) {
            assertThat(Ladder.rung(session).getClass().getSimpleName()).isEqualTo("QresyncRung");
        }
    }

    @Test
    void isReadCompressed() throws IOException {
        append("compressed", "INBOX", mail("one"), mail("two"));
        MailboxSettings plain = RunningMailboxes.mailbox("compressed", port());
        running.configure(new MailboxSettings(
                plain.name(),
                plain.server(),
                plain.login(),
                List.of(),
                Optional.empty(),
                plain.afterArchive(),
                Optional.empty(),
                plain.limits(),
                Optional.of(true)));
        running.awaitSightings("compressed", 2);
        append("compressed", "INBOX", mail("three"));
        running.awaitSightings("compressed", 3);
    }

    @Test
    void f09GoesOnWhenTheServerIsBack() throws IOException {
        append("back", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("back", port()));
        running.awaitSightings("back", 1);
        cyrus.stop();
        cyrus.startAgain();
        append("back", "INBOX", mail("two"));
        running.awaitSightings("back", 2);
    }
}

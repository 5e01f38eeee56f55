package mailroom.camel.imap;

import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.lacks;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.Toll;
import mailroom.camel.odd.OddServer;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FolderChangesTest {

    private final LearnedLimits limits = new LearnedLimits();

    private void move(OddServer server) throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, Toll.FREE, Compression.BEYOND_LOOPBACK, limits);
        try (ImapSession session =
                ImapSession.open(server.address(), ImapLogin.withPassword("box", new Secret("pw")), terms)) {
            FolderChanges changes = new FolderChanges(session);
            changes.select(
                    new ListedFolder("INBOX", "INBOX", '/', Set.of()),
                    server.folder("INBOX").uidValidity());
            changes.move("1", "Done", '/');
        }
    }

    @Test
    void aServerThatCopiesAndNeverSaysSoIsAskedTwice() throws IOException {
        try (OddServer server = new OddServer(lacks("MOVE"), hangsUp(verb("UID COPY")))) {
            server.folder("INBOX").append("Subject: one\r\n\r\ntext\r\n".getBytes());
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> move(server)).isInstanceOf(ImapProblem.class);
            }
            assertThat(server.folder("Done").uids()).hasSize(2);
            assertThat(server.folder("INBOX").uids()).hasSize(1);
        }
    }
}

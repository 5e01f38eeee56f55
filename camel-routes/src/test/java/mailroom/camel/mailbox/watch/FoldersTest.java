package mailroom.camel.mailbox.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.mailbox.TestMails;
import mailroom.camel.odd.OddServer;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FoldersTest {

    @Test
    void aFolderThatWasMadeBetweenTheListAndTheStatesIsLookedIntoOnceItIsListed() throws Exception {
        try (OddServer server = new OddServer().offering("LIST-STATUS")) {
            server.folder("INBOX");
            server.folder("Old").append(TestMails.mail("old", 100));
            try (ImapSession session =
                    ImapSession.open(server.address(), "box", new Secret("pw"), ImapTimeouts.DEFAULT)) {
                Folders folders = new Folders(session, new FolderChoice(List.of()));
                folders.list(List.of());
                server.folder("Made").append(TestMails.mail("made", 100));
                assertThat(folders.changedOthers())
                        .extracting(ListedFolder::name)
                        .containsExactly("Old");
                folders.list(List.of());
                Thread.sleep(200);
                assertThat(folders.changedOthers())
                        .extracting(ListedFolder::name)
                        .containsExactly("Made");
            }
        }
    }
}

package mailroom.camel.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.folder.KnownSighting;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompareTest {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 9);
    private static final FolderKey ORDERS = new FolderKey("sales", "Orders", 9);
    private static final int MAILS = 3;

    private static final class ThreeMails extends FolderHistory {

        ThreeMails() {
            super(null);
        }

        @Override
        public SortedMap<Long, KnownSighting> sightingsAbove(FolderKey folder, long uid, int limit) {
            SortedMap<Long, KnownSighting> left = new TreeMap<>();
            for (long next = uid + 1; next <= MAILS; next++) {
                left.put(next, new KnownSighting("", false));
            }
            return left;
        }
    }

    private static final ChangeReceiver CHANGES = new ChangeReceiver() {
        @Override
        public void flags(long uid, String flags) {
            throw new AssertionError("no flags have changed");
        }

        @Override
        public void vanished(long firstUid, long lastUid) {}
    };

    @Test
    void whatVanishedFromAFolderIsNotCountedInTheNext() throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
                    while (true) {
                        String line = talk.hear();
                        String told = line.contains("CAPABILITY") ? "* CAPABILITY IMAP4rev1\r\n" : "";
                        talk.say(told + line.split(" ")[0] + " OK done\r\n");
                    }
                });
                ImapSession session = ImapSession.open(
                        server.address(ServerAddress.Tls.NONE), "user", new Secret("pw"), ImapTimeouts.DEFAULT)) {
            Compare compare = new Compare(new ThreeMails());
            ListedFolder folder = new ListedFolder("INBOX", "INBOX", '/', Set.of());
            OpenFolder open = new OpenFolder(folder, 9, MAILS + 1, 0, 0, Optional.empty(), false);
            FolderMark mark = new FolderMark(INBOX, MAILS, 0, MAILS, Optional.empty(), Optional.empty());
            compare.uids(
                    new Look(new FolderFacts(session), new UidListing(session), open, mark, MAILS, compare, CHANGES));
            assertThat(compare.takeVanished(ORDERS)).isZero();
            assertThat(compare.takeVanished(INBOX)).isEqualTo(MAILS);
        }
    }
}

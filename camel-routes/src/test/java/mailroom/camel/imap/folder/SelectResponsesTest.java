package mailroom.camel.imap.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.terms.ImapTimeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What servers say, and say wrongly, of a folder's state and changes. */
@Timeout(20)
class SelectResponsesTest {

    private static final ListedFolder INBOX = new ListedFolder("INBOX", "INBOX", '/', Set.of());
    private static final Resync SINCE = new Resync(7, 100, 50);

    private final List<String> told = new ArrayList<>();
    private final ChangeReceiver changes = new ChangeReceiver() {
        @Override
        public void flags(long uid, String flags) {
            told.add(uid + " " + flags);
        }

        @Override
        public void vanished(long firstUid, long lastUid) {
            told.add("-" + firstUid + ":" + lastUid);
        }
    };

    private OpenFolder open(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* CAPABILITY IMAP4rev1 ENABLE CONDSTORE QRESYNC\r\n");
                    talk.answerOk(answer);
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            OpenFolder open = session.examineResynced(INBOX, SINCE, changes);
            assertThat(server.heard())
                    .anySatisfy(line -> assertThat(line).endsWith("EXAMINE \"INBOX\" (QRESYNC (7 100 1:50))"));
            return open;
        }
    }

    private static String state(String modSeq) {
        return "* 40 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 51] x\r\n* OK [" + modSeq + "] x\r\n";
    }

    @Test
    void takesChangesFromTheOpeningItself() throws IOException {
        OpenFolder open = open(state("HIGHESTMODSEQ 120") + "* OK [MAILBOXID (F1-a)] x\r\n"
                + "* VANISHED (EARLIER) 3,5:9\r\n* 4 FETCH (UID 12 FLAGS (\\Seen $Work) MODSEQ (119))\r\n");
        assertThat(told).containsExactly("-3:3", "-5:9", "12 \\Seen $Work");
        assertThat(open.resynced()).isTrue();
        assertThat(open.highestModSeq()).isEqualTo(120);
        assertThat(open.objectId()).contains("F1-a");
    }

    @Test
    void f13BelievesNoChangeOfAnotherUidValidity() throws IOException {
        OpenFolder open = open("* VANISHED (EARLIER) 1:50\r\n* OK [UIDVALIDITY 8] x\r\n* OK [HIGHESTMODSEQ 120] x\r\n"
                + "* 4 FETCH (UID 12 FLAGS (\\Seen))\r\n");
        assertThat(told).isEmpty();
        assertThat(open.resynced()).isFalse();
    }

    @Test
    void f14KnowsThatAStateIsNoneWhereTheServerCountsAnewOrNotAtAll() throws IOException {
        assertThat(open(state("HIGHESTMODSEQ 99")).resynced()).isFalse();
        OpenFolder without = open(state("NOMODSEQ"));
        assertThat(without.resynced()).isFalse();
        assertThat(without.highestModSeq()).isZero();
    }

    @Test
    void takesASetOfVanishedUidsThatIsLongerThanAResponseMayBe() throws IOException {
        String odd = LongStream.range(0, 60_000)
                .map(n -> 2 * n + 1)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
        open(state("HIGHESTMODSEQ 120") + "* VANISHED (EARLIER) " + odd + "\r\n");
        assertThat(told).hasSize(60_000).endsWith("-119999:119999");
    }

    @Test
    void f14AUidNextThatIsTooLowOrMissingHidesNoMail() throws IOException {
        for (String uidNext : List.of("* OK [UIDNEXT 51] x\r\n", "* OK [UIDNEXT 20] x\r\n", "")) {
            try (ScriptedServer server = new ScriptedServer(talk -> {
                        talk.letIn();
                        talk.answerOk("* 41 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n" + uidNext);
                        talk.answerOk("* 41 FETCH (UID 77 RFC822.SIZE 10)\r\n");
                        talk.hear();
                    });
                    ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
                assertThat(session.sizesAbove(session.examine(INBOX), 50).byUid())
                        .containsOnlyKeys(77L);
            }
        }
    }

    @Test
    void readsUidsFromBothKindsOfSearch() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ESEARCH] hello\r\n");
                    talk.answerOk("");
                    talk.answerOk("* CAPABILITY IMAP4rev1 ESEARCH\r\n");
                    talk.answerOk("* ESEARCH (TAG \"M2\") UID COUNT 3 ALL 1:2,9\r\n");
                    talk.answerOk("* SEARCH 4 6 (MODSEQ 9)\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            FolderFacts facts = new FolderFacts(session);
            facts.uids(1, 9, changes::vanished);
            facts.uids(1, 9, changes::vanished);
            assertThat(told).containsExactly("-1:2", "-9:9", "-4:4", "-6:6");
        }
    }

    @Test
    void refusesASectionThatWasNotAskedFor() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 1 FETCH (UID 5 BODY[HEADER] {4}\r\nA: b)\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            FolderFacts facts = new FolderFacts(session);
            assertThatThrownBy(() -> facts.messageIds("5", (uid, bytes) -> {})).hasMessageContaining("another section");
        }
    }
}

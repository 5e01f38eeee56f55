package mailroom.camel.imap.folder;

import static org.assertj.core.api.Assertions.assertThat;

import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.terms.ImapTimeouts;
import org.junit.jupiter.api.Test;

class ListedFoldersTest {

    private static ListedFolders of(String lines) throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
                    talk.answerOk(lines);
                    // STATUS of an inbox that is not listed
                    talk.answerOk("");
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            return session.listFolders();
        }
    }

    @Test
    void twoNamesOnTheWireAreTwoFoldersThoughTheyMeanTheSame() throws Exception {
        ListedFolders listing = of("* LIST () \"/\" Foo\r\n* LIST () \"/\" &AEYAbwBv-\r\n");
        assertThat(listing.folders()).extracting(ListedFolder::name).containsExactly("Foo", "&AEYAbwBv-");
        assertThat(listing.folders()).extracting(ListedFolder::wireName).containsExactly("Foo", "&AEYAbwBv-");
    }

    @Test
    void bytesThatAreNoUtf8DoNotMakeTwoFoldersOne() throws Exception {
        ListedFolders listing = of("* LIST () \"/\" \"Caf\u00e9\"\r\n* LIST () \"/\" \"Caf\u00e8\"\r\n");
        assertThat(listing.folders()).extracting(ListedFolder::name).doesNotHaveDuplicates();
    }

    @Test
    void aFolderThatIsListedTwiceIsOne() throws Exception {
        assertThat(of("* LIST () \"/\" Foo\r\n* LIST () \"/\" Foo\r\n").folders())
                .hasSize(1);
    }

    @Test
    void aLineThatIsCutIsToldAndDoesNotHideTheOthers() throws Exception {
        ListedFolders listing =
                of("* LIST (\\Marked\r\n* LIST () \"/\" Foo\r\n* LIST () \"/\"\r\n* LIST NIL NIL Bar\r\n");
        assertThat(listing.folders()).extracting(ListedFolder::name).containsExactly("Foo", "Bar");
        assertThat(listing.oddity())
                .hasValueSatisfying(words -> assertThat(words).startsWith("2 lines"));
    }

    @Test
    void whereNothingIsListedThereIsAnInbox() throws Exception {
        ListedFolders listing = of("");
        assertThat(listing.folders()).extracting(ListedFolder::name).containsExactly("INBOX");
        assertThat(listing.oddity()).isPresent();
    }

    @Test
    void aNameWithALineEndOrNulStaysAsItIsOnTheWire() throws Exception {
        assertThat(of("* LIST () \"/\" A&AAoADQ-B\r\n* LIST () \"/\" A&AAA-B\r\n")
                        .folders())
                .extracting(ListedFolder::name)
                .containsExactly("A&AAoADQ-B", "A&AAA-B");
    }

    @Test
    void theInboxInOtherLettersIsTheInboxWhereTheServerKnowsItByItsName() throws Exception {
        assertThat(inboxListedSo("inbox", "OK done").wireName()).isEqualTo("INBOX");
        assertThat(inboxListedSo("Inbox", "NO [NONEXISTENT] no such folder").wireName())
                .isEqualTo("Inbox");
    }

    private static ListedFolder inboxListedSo(String spelling, String endOfStatus) throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
                    talk.answerOk("* LIST () \"/\" " + spelling + "\r\n* LIST () \"/\" Foo\r\n");
                    String tag = talk.hear().split(" ")[0];
                    talk.say("* STATUS INBOX (MESSAGES 3)\r\n" + tag + " " + endOfStatus + "\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            return session.listFolders().folders().stream()
                    .filter(folder -> folder.name().equals("INBOX"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

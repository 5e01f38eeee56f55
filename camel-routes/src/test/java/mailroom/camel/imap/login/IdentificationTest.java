package mailroom.camel.imap.login;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.folder.ListedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that open no folder for a client without a name. */
@Timeout(20)
class IdentificationTest {

    private static final ListedFolder INBOX = new ListedFolder("INBOX", "INBOX", '/', Set.of());

    private static void answer(ScriptedServer.Talk talk, boolean[] named) throws IOException {
        String line = talk.hear();
        String tag = line.split(" ")[0];
        named[0] |= line.contains(" ID (");
        boolean refused = line.contains("EXAMINE") && !named[0];
        talk.say(
                refused
                        ? tag + " NO EXAMINE Unsafe Login. Please contact the hotline\r\n"
                        : "* OK [UIDVALIDITY 7] v\r\n" + tag + " OK done\r\n");
    }

    @Test
    void s2TheNameIsSaidAfterTheLoginWhereTheServerOffersToHearIt() throws IOException {
        boolean[] named = new boolean[1];
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 ID AUTH=PLAIN SASL-IR] hello\r\n");
                    while (true) {
                        answer(talk, named);
                    }
                });
                ImapSession session = server.login(SHORT)) {
            session.introduce();
            assertThat(session.examine(INBOX).uidValidity()).isEqualTo(7);
            assertThat(server.heard())
                    .filteredOn(line -> line.contains(" ID "))
                    .hasSize(1)
                    .allMatch(line -> line.endsWith("ID (\"name\" \"Mailroom\")"));
        }
    }

    @Test
    void s2TheNameIsSaidToAServerThatRefusesAFolderAndHadNotOfferedToHearIt() throws IOException {
        boolean[] named = new boolean[1];
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello\r\n");
                    while (true) {
                        answer(talk, named);
                    }
                });
                ImapSession session = server.login(SHORT)) {
            session.introduce();
            assertThat(session.examine(INBOX).uidValidity()).isEqualTo(7);
            assertThat(server.heard()).filteredOn(line -> line.contains(" ID ")).hasSize(1);
        }
    }
}

package mailroom.camel.imap.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.Resync;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ImapExtensionsTest {

    private final LearnedLimits limits = new LearnedLimits();

    /** Offers extensions, does what is asked, and acts otherwise where a command holds these words. */
    private static ScriptedServer server(String words, String answer) throws IOException {
        return new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                String line = talk.hear();
                String tag = line.substring(0, line.indexOf(' '));
                boolean odd = line.contains(words);
                if (odd && answer.isEmpty()) {
                    return;
                }
                if (line.endsWith(" CAPABILITY")) {
                    talk.say("* CAPABILITY IMAP4rev1 ENABLE QRESYNC CONDSTORE LIST-EXTENDED SPECIAL-USE\r\n");
                } else if (line.contains(" ENABLE ")) {
                    talk.say("* ENABLED QRESYNC\r\n");
                }
                talk.say(tag + (odd ? " " + answer : " OK done") + "\r\n");
            }
        });
    }

    private ImapSession login(ScriptedServer server) throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, Compression.BEYOND_LOOPBACK, limits);
        return ImapSession.open(
                server.address(ServerAddress.Tls.NONE), ImapLogin.withPassword("user", new Secret("password")), terms);
    }

    private void listIsBroken(ScriptedServer server) throws IOException {
        try (ImapSession session = login(server)) {
            assertThatThrownBy(session::listFolders).isInstanceOf(ImapProblem.class);
        }
    }

    @Test
    void anExtensionThatBreaksTwoConnectionsIsNotUsed() throws IOException {
        try (ScriptedServer server = server("RETURN", "")) {
            listIsBroken(server);
            listIsBroken(server);
            try (ImapSession session = login(server)) {
                assertThat(session.listFolders().folders()).isNotEmpty();
                assertThat(session.offers("LIST-EXTENDED")).isFalse();
            }
            assertThat(limits.inWords()).anyMatch(words -> words.contains("LIST-EXTENDED"));
        }
    }

    @Test
    void whatWasLeftAloneIsUsedAgainWhenAPersonAsks() throws IOException {
        try (ScriptedServer server = server("RETURN", "")) {
            listIsBroken(server);
            listIsBroken(server);
            limits.askAgain();

            assertThat(limits.inWords()).isEmpty();
            listIsBroken(server);
        }
    }

    @Test
    void aConnectionThatBreaksAtAnythingBlamesNoExtension() throws IOException {
        try (ScriptedServer once = server("RETURN", "")) {
            listIsBroken(once);
        }
        try (ScriptedServer server = server("NOOP", "")) {
            listIsBroken(server);
            listIsBroken(server);
        }
        assertThat(limits.refusedExtensions().contains("LIST-EXTENDED")).isFalse();
    }

    @Test
    void aRefusalForTheMomentIsAnsweredPlainlyAndNotCounted() throws IOException {
        try (ScriptedServer server = server("RETURN", "NO [UNAVAILABLE] one backend is away");
                ImapSession session = login(server)) {
            for (int i = 0; i < 3; i++) {
                assertThat(session.listFolders().folders()).isNotEmpty();
            }
            assertThat(session.offers("LIST-EXTENDED")).isTrue();
        }
    }

    @Test
    void aCommandThatWorksDoesNotClearWhatAnotherOfTheSameExtensionFailed() throws IOException {
        try (ScriptedServer server = server("(QRESYNC", "")) {
            for (int i = 0; i < 2; i++) {
                try (ImapSession session = login(server)) {
                    assertThat(session.enable("QRESYNC")).isTrue();
                    ListedFolder inbox = session.listFolders().folders().get(0);
                    assertThatThrownBy(() -> session.examineResynced(inbox, new Resync(7, 100, 50), null))
                            .isInstanceOf(ImapProblem.class);
                }
            }
        }
        assertThat(limits.refusedExtensions().contains("QRESYNC")).isTrue();
    }
}

package mailroom.camel.imap;

import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.StatusAnswer;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.camel.odd.OddServer;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PollingTest {

    private static final ListedFolder INBOX = new ListedFolder("INBOX", "INBOX", '/', Set.of());
    private static final ListedFolder OTHER = new ListedFolder("Other", "Other", '/', Set.of());

    private final LearnedLimits limits = new LearnedLimits();
    private OddServer server;

    @BeforeEach
    void start() throws IOException {
        server = new OddServer();
        server.folder("INBOX");
        server.folder("Other");
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private ImapSession login() throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, Compression.BEYOND_LOOPBACK, limits);
        ImapSession session =
                ImapSession.open(server.address(), ImapLogin.withPassword("box", new Secret("pw")), terms);
        session.examine(INBOX);
        return session;
    }

    private void opensItAgain() throws IOException {
        try (ImapSession session = login()) {
            session.sizesAbove(session.examined().orElseThrow(), 0);
            assertThat(session.heardOfChanges()).isFalse();
            server.folder("INBOX").append("Subject: late\r\n\r\n".getBytes());
            new Polling(session).ask();
            assertThat(session.heardOfChanges()).isTrue();
        }
    }

    @Test
    void aFolderIsOpenedAgainWhereNoopIsRefused() throws IOException {
        server.with(refuses(verb("NOOP"), "BAD unknown command"));

        opensItAgain();
    }

    @Test
    void aFolderIsOpenedAgainWhereNoopBrokeTheConnectionTwice() throws IOException {
        server.with(hangsUp(verb("NOOP")));
        for (int i = 0; i < 2; i++) {
            try (ImapSession session = login()) {
                assertThatThrownBy(() -> new Polling(session).ask()).isInstanceOf(ImapProblem.class);
            }
        }

        opensItAgain();
    }

    @Test
    void aFolderWhoseStatusBrokeTheConnectionTwiceMayHaveChanged() throws IOException {
        StatusAnswer before;
        try (ImapSession session = login()) {
            before = session.status(OTHER);
            assertThat(FolderStates.isStill(session, OTHER, before)).isTrue();
        }
        server.with(hangsUp(verb("STATUS")));
        for (int i = 0; i < 2; i++) {
            try (ImapSession session = login()) {
                assertThatThrownBy(() -> FolderStates.isStill(session, OTHER, before))
                        .isInstanceOf(ImapProblem.class);
            }
        }

        try (ImapSession session = login()) {
            assertThat(FolderStates.isStill(session, OTHER, before)).isFalse();
        }
    }
}

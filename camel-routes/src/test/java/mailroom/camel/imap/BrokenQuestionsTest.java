package mailroom.camel.imap;

import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.util.Set;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.OddServer;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions about mails that there is no other form of. */
@Timeout(20)
class BrokenQuestionsTest {

    private final LearnedLimits limits = new LearnedLimits();

    @FunctionalInterface
    private interface Question {
        void ask(ImapSession session) throws IOException;
    }

    private void ask(OddServer server, Question question) throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, Compression.BEYOND_LOOPBACK, limits);
        try (ImapSession session =
                ImapSession.open(server.address(), ImapLogin.withPassword("box", new Secret("pw")), terms)) {
            session.examine(new ListedFolder("INBOX", "INBOX", '/', Set.of()));
            question.ask(session);
        }
    }

    private static OddServer server(Behaviour behaviour) throws IOException {
        OddServer server = new OddServer(behaviour);
        server.folder("INBOX").append("Subject: one\r\n\r\ntext\r\n".getBytes());
        return server;
    }

    private void isRefusedOnceItBroke(Question question) throws IOException {
        try (OddServer server = server(hangsUp(verb("UID FETCH")))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> ask(server, question))
                        .asInstanceOf(type(ImapProblem.class))
                        .matches(problem -> !problem.leavesServer());
            }
            assertThatThrownBy(() -> ask(server, question))
                    .asInstanceOf(type(ImapProblem.class))
                    .matches(ImapProblem::leavesServer)
                    .extracting(ImapProblem::getMessage)
                    .asString()
                    .contains("ends the connection at UID FETCH");
        }
    }

    @Test
    void whatBreaksTheConnectionTwiceCountsAsRefused() throws IOException {
        isRefusedOnceItBroke(session -> new FolderFacts(session).of(1));
        isRefusedOnceItBroke(session -> new FolderFacts(session).headers("1", (uid, bytes) -> {}));
        isRefusedOnceItBroke(session -> new FolderFacts(session).messageIds("1", (uid, bytes) -> {}));
        isRefusedOnceItBroke(session -> new UidListing(session).fetched("1", 1, 1));
    }

    @Test
    void aRefusalKeepsTheServersWordsAndKind() throws IOException {
        try (OddServer server = server(refuses(verb("UID FETCH"), "NO [UNAVAILABLE] a backend is away"))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> ask(server, session -> new UidListing(session).fetched("1", 1, 1)))
                        .hasMessageContaining("a backend is away")
                        .asInstanceOf(type(ImapProblem.class))
                        .matches(ImapProblem::isMeantOfTheMailbox);
            }
        }
    }

    @Test
    void aFormThatAServerDoesNotDoIsNoExtensionThatItOffers() throws IOException {
        try (OddServer server = server(refuses(verb("UID SEARCH"), "NO no searching"))) {
            ask(server, session -> new UidListing(session).shortest(1, 1));
            assertThat(limits.inWords())
                    .containsExactly("the server does not do UID SEARCH: it refuses it, or ends the connection at it");
        }
    }
}

package mailroom.camel.imap;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import mailroom.camel.imap.HostileAnswers.Mails;
import mailroom.camel.imap.fetch.MailFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a FETCH brings, in any order. */
@Timeout(20)
class FetchAnswersTest {

    private static final String FACTS =
            "* 1 FETCH (UID 5 FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 3)\r\n";
    private static final MailFacts KNOWN =
            new MailFacts(5, "\\Seen", Optional.of(Instant.parse("1996-07-17T09:44:25Z")), 3);

    @Test
    void takesTheFactsInAnyOrder() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 3 EXISTS\r\n* 1 FETCH (BODY[] {3}\r\nabc X-OTHER (a (b \"c\" NIL)) RFC822.SIZE 3"
                            + " INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS (\\Seen $Done) UID 5)\r\n"
                            + "* 2 FETCH (FLAGS (\\Flagged))\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
            assertThat(mails.facts)
                    .containsExactly(
                            new MailFacts(5, "\\Seen $Done", Optional.of(Instant.parse("1996-07-17T09:44:25Z")), 3));
        }
    }

    @Test
    void takesAPieceWithoutTheSpaceBeforeIt() throws IOException {
        Mails mails = new Mails();
        assertThat(fetchInPieces(mails, FACTS, "* 1 FETCH (UID 5 BODY[]<0>{3}\r\nabc)\r\n"))
                .isTrue();
        assertThat(mails.texts).containsExactly("abc");
    }

    @Test
    void knowsTheFactsOfALargeMailBeforeItsBodyWhateverTheServersOrder() throws IOException {
        Mails mails = new Mails();
        assertThat(fetchInPieces(mails, FACTS, "* 1 FETCH (BODY[]<0> {3}\r\nabc UID 5)\r\n"))
                .isTrue();
        assertThat(mails.texts).containsExactly("abc");
        assertThat(mails.knownBefore).containsExactly(Optional.of(KNOWN));
    }

    @Test
    void saysThatALargeMailIsGone() throws IOException {
        Mails mails = new Mails();
        assertThat(fetchInPieces(mails, "")).isFalse();
        assertThat(mails.texts).isEmpty();
    }

    private static boolean fetchInPieces(Mails mails, String... answers) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    for (String answer : answers) {
                        talk.answerOk(answer);
                    }
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            return session.fetchInPieces(5, 3, mails);
        }
    }
}

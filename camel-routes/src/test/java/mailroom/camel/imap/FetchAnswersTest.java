package mailroom.camel.imap;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    void saysThatASecondBodyInOneAnswerIsAnotherOne() throws IOException {
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n")).isEmpty();
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] \"abc\")\r\n")).isEmpty();
        assertThat(contradictions("* 1 FETCH (BODY[] {3}\r\nabc UID 5)\r\n")).isEmpty();
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] NIL)\r\n")).isEmpty();
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] {3}\r\nabd)\r\n")).containsExactly(5L);
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] {4}\r\nabcd)\r\n")).containsExactly(5L);
        assertThat(contradictions("* 1 FETCH (BODY[] {3}\r\nabd UID 5)\r\n")).containsExactly(5L);
        assertThat(contradictions("* 1 FETCH (UID 5 BODY[] \"abd\")\r\n")).containsExactly(5L);
    }

    private static List<Long> contradictions(String second) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(FACTS.replace(")\r\n", " BODY[] {3}\r\nabc)\r\n") + second);
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            List<Long> contradicted = new ArrayList<>();
            Mails mails = new Mails() {
                @Override
                public void contradicted(long uid, String words) {
                    contradicted.add(uid);
                }

                @Override
                public void abandoned() {
                    // the first body stays
                }
            };
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
            return contradicted;
        }
    }

    @Test
    void believesNeitherOfTwoSizesOrDatesInOneResponse() throws IOException {
        String twice = " RFC822.SIZE 4 INTERNALDATE \"18-Jul-1996 02:44:25 -0700\" BODY[] {3}\r\nabc)\r\n";
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(FACTS.replace(")\r\n", twice));
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.facts).containsExactly(new MailFacts(5, "\\Seen", Optional.empty(), -1));
        }
    }

    @Test
    void takesABodyWhateverLongItemsStandBesideIt() throws IOException {
        String preview = "PREVIEW \"" + "x".repeat(1_000_000) + "\"";
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 1 FETCH (" + preview + " UID 5 " + preview + " RFC822.SIZE 3 BODY[] {3}\r\nabc "
                            + preview + ")\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
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

package mailroom.camel.imap;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static mailroom.camel.imap.HostileAnswers.problemOf;
import static mailroom.camel.imap.HostileAnswers.problemOfAnswer;
import static mailroom.camel.imap.HostileAnswers.problemOfFetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.OptionalLong;
import mailroom.camel.imap.HostileAnswers.Mails;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F12, F14, S25: whatever a server says ends in a named error, soon and in little memory. */
@Timeout(20)
class MalformedAnswersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* LIST () \"/\" {1900000000}\r\n",
                "* 1 FETCH (UID 5 BODY[] {1900000000}\r\n",
                "* 1 FETCH (UID 5 X-NAME {1900000000}\r\n"
            })
    void f12GiantLiteralIsNotBelieved(String answer) throws IOException {
        assertThat(problemOfAnswer(answer).kind()).isIn(Kind.PROTOCOL_ERROR, Kind.TIMEOUT);
        assertThat(problemOfFetch(answer).kind()).isIn(Kind.PROTOCOL_ERROR, Kind.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK {1900000000}\r\n", "* OK [ALERT] {99999999999999999999999999}\r\n"})
    void f12GiantLiteralInATextIsText(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say(answer);
                    talk.answerOk("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n");
                    talk.answerOk(answer);
                    talk.answerOk(answer);
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            session.noop();
            assertThat(server.heard()).hasSize(3);
        }
    }

    @Test
    void f12EndlessLineEndsAtItsLimit() throws IOException {
        byte[] block = "x".repeat(64 * 1024).getBytes();
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.hear();
                    talk.say("* OK ");
                    for (int i = 0; i < 1600; i++) {
                        talk.say(block);
                    }
                },
                ImapSession::noop);
        assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(problem).hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* OK %s\r\n",
                "* OK [%s] so\r\n",
                "* XYZZY %s\r\n",
                "%s\r\n",
                "* %s\r\n",
                "* XYZZY (a \"%s\")\r\n"
            })
    void f12ALongLineThatNobodyAskedForIsPassedOver(String line) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(line.formatted("x".repeat(1_000_000)));
                    talk.answerOk("");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            session.noop();
            session.noop();
        }
    }

    @Test
    void f12DeepNestingIsPassedOverWithoutRecursion() throws IOException {
        assertThat(problemOfFetch("* 1 FETCH (BODYSTRUCTURE " + "(".repeat(10_000) + ")".repeat(10_000) + ")\r\n"))
                .hasMessageContaining("nested deeper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH UID 7\r\n",
                "* 1 FETCH (UID x)\r\n",
                "* 1 FETCH (UID 7 BODY[] {3}\r\nxyz)\r\n",
                "* 1 FETCH (UID 5 BODY[] {3}\r\nxyz BODY[] {3}\r\nxyz)\r\n",
                "* 1 FETCH (\0)\r\n",
                "* 1 FETCH (UID 5 BODY[TEXT] {3}\r\nxyz)\r\n",
                "garbage\r\n",
                "\r\n",
                "* \r\n",
                "* \u00e9\u00e9\0\r\nX1 OK\r\n",
                "X999 OK not your tag\r\n",
                "+ go on\r\n",
                "* NO [ALERT] odd\r\n",
                "*  3   EXISTS\r\n"
            })
    void s23MalformedAnswerIsPassedOverAndTheNextOneIsRead(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(answer + "* 2 FETCH (UID 5 FLAGS () RFC822.SIZE 3 BODY[] {3}\r\nabc)\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails() {
                @Override
                public void unreadable(OptionalLong uid, String words) {
                    assertThat(words).isNotBlank().doesNotContain("Exception");
                }

                @Override
                public void abandoned() {
                    // forgotten with the next body
                }
            };
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
        }
    }

    /** Bytes of the first body were lost, and what follows fills it up: the words of a mail come where its end should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "is written.\r\nand more (in parentheses)\r\n",
                "is written\r\n* VANISHED 1:100\r\n",
                "IS (WRITTEN)\r\n",
                "(see above)\r\n",
                ") and so on\r\n",
                "\r\nThe next line of the mail\r\n",
                "flags are here)\r\n",
                "\r\n\r\n"
            })
    void aBodyThatIsFilledUpWithWhatFollowsIsNotTakenAndTheConnectionEnds(String afterwards) throws IOException {
        String text = "lost half of what";
        ImapProblem problem = problemOfFetch("* 1 FETCH (UID 5 FLAGS () RFC822.SIZE " + text.length() + " BODY[] {"
                + text.length() + "}\r\n" + text + afterwards);
        assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void s23ABodyWhoseEndIsUnknownEndsTheConnectionByName() throws IOException {
        assertThat(problemOfFetch("* 1 FETCH (UID 5 FLAGS (\\Seen) RFC822.SIZE 4 BODY[] {3}\r\nabc\r\n")
                        .kind())
                .isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void f12MissingLineEndTimesOut() throws IOException {
        assertThat(problemOf(
                                talk -> {
                                    talk.letIn();
                                    talk.hear();
                                    talk.say("* OK no line end");
                                    talk.hear();
                                },
                                ImapSession::noop)
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void f12NilEnvelopeAndEightBitTextArePassedOver() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(
                            "* OK \u00e9\u00ff\r\n* 1 FETCH (ENVELOPE NIL X (NIL \"\u00e9\") UID 5 BODY[] {3}\r\nabc)\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
        }
    }

    @Test
    void f12NilBodyIsNoMail() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 1 FETCH (UID 5 BODY[] NIL)\r\n* 2 FETCH (UID 6 BODY[] \"a\\\"b\")\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5, 6}, 1000, mails);
            assertThat(mails.uids).containsExactly(6L);
            assertThat(mails.texts).containsExactly("a\"b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* OK [UIDVALIDITY 0] none\r\n", "* OK [UIDVALIDITY x] none\r\n"})
    void s11AFolderWithoutUidValidityIsOpenedAllTheSame(String uidValidity) throws IOException {
        ListedFolder inbox = new ListedFolder("INBOX", "INBOX", '/', java.util.Set.of());
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 3 EXISTS\r\n* OK [UIDNEXT 4] next\r\n" + uidValidity);
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            OpenFolder open = session.examine(inbox);
            assertThat(open.uidValidity()).isZero();
            assertThat(open.exists()).isEqualTo(3);
        }
    }
}

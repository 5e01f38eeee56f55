package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;

/** Lets a scripted server answer and says what the client makes of it. */
public final class HostileAnswers {

    private HostileAnswers() {}

    public static final ImapTimeouts SHORT =
            new ImapTimeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(800), 1024 * 1024);

    public interface Use {
        void with(ImapSession session) throws IOException;
    }

    public static ImapProblem problemOf(ScriptedServer.Script script, Use use) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            ImapProblem[] seen = new ImapProblem[1];
            assertThatThrownBy(() -> {
                        try (ImapSession session = server.login(SHORT)) {
                            use.with(session);
                        }
                    })
                    .isInstanceOfSatisfying(ImapProblem.class, problem -> seen[0] = problem);
            return seen[0];
        }
    }

    static ImapProblem problemOfGreeting(String greeting) throws IOException {
        return problemOf(
                talk -> {
                    talk.say(greeting);
                    talk.hear();
                },
                session -> {});
    }

    public static ImapProblem problemOfAnswer(String answer) throws IOException {
        return problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk(answer);
                    talk.hear();
                },
                ImapSession::noop);
    }

    /** The server says it where an answer is awaited, and nothing more. */
    public static ImapProblem problemOfLastWords(String words) throws IOException {
        return problemOf(
                talk -> {
                    talk.letIn();
                    talk.hear();
                    talk.say(words);
                    talk.hear();
                },
                session -> session.fetch(new long[] {5}, 1000, new Mails()));
    }

    static ImapProblem problemOfFetch(String answer) throws IOException {
        return problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk(answer);
                    talk.hear();
                },
                session -> session.fetch(new long[] {5}, 1000, new Mails()));
    }

    public static class Mails implements MailReceiver {

        final List<Long> uids = new ArrayList<>();
        public final List<String> texts = new ArrayList<>();
        final List<MailFacts> facts = new ArrayList<>();
        final List<Optional<MailFacts>> knownBefore = new ArrayList<>();
        private ByteArrayOutputStream open;

        @Override
        public OutputStream body(Optional<MailFacts> known, long length) {
            knownBefore.add(known);
            open = new ByteArrayOutputStream();
            return open;
        }

        @Override
        public void complete(MailFacts complete) {
            uids.add(complete.uid());
            texts.add(open.toString());
            facts.add(complete);
        }
    }
}

package mailroom.camel.imap.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ReceiverProblem;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.Unreadable;

/**
 * What a server says to one command, up to its tagged end. BYE ends it where nothing follows; a server that says it and
 * answers all the same is listened to.
 */
final class CommandAnswer {

    /** Responses that one command may bring. */
    static final int MOST_RESPONSES = 500_000;

    /** Lines in one answer that are no response; they are passed over. */
    static final int MOST_STRAYS = 1_000;

    private static final int LONGEST_CHALLENGE = 8 * 1024;
    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    private final ImapConnection connection;
    private final ImapInput input;
    private final String tag;
    private final String verb;
    private final Responses responses;
    private final ImapProblem farewellBefore;

    CommandAnswer(ImapConnection connection, String tag, String verb, Responses responses) {
        this.connection = connection;
        input = connection.input();
        this.tag = tag;
        this.verb = verb;
        this.responses = responses;
        farewellBefore = connection.farewell();
    }

    /** @return what a continuation request says, if that is waited for; empty at the tagged OK */
    Optional<String> read(boolean untilContinuation) throws IOException {
        long limit = System.nanoTime() + LONGEST_COMMAND.toNanos();
        int strays = 0;
        input.bytes().startAnswer();
        try {
            for (int count = 0; count < MOST_RESPONSES; count++) {
                startResponse();
                input.blanks();
                int first = input.peek();
                if (first == '*') {
                    connection.take(responses);
                } else if (first == '+' && untilContinuation) {
                    return Optional.of(requested());
                } else if (first == '+' || input.isAtLineEnd()) {
                    input.skipResponse();
                } else if (isEnd()) {
                    return Optional.empty();
                } else if (++strays > MOST_STRAYS) {
                    throw ImapProblem.protocol(connection.server() + " answers " + verb + " with what is no IMAP");
                }
                if (System.nanoTime() > limit) {
                    throw new ImapProblem(
                            ImapProblem.Kind.TIMEOUT,
                            connection.server() + " has not ended " + verb + " within an hour");
                }
            }
            throw ImapProblem.protocol(
                    connection.server() + " sent more than " + MOST_RESPONSES + " responses to " + verb);
        } catch (ReceiverProblem e) {
            throw e;
        } catch (IOException e) {
            throw saidBye() ? connection.farewell() : connection.named(e);
        }
    }

    private void startResponse() {
        if (saidBye()) {
            input.startResponseAfterBye();
        } else {
            input.startResponse();
        }
    }

    private boolean saidBye() {
        return connection.farewell() != farewellBefore;
    }

    private String requested() throws IOException {
        input.expect('+');
        input.skip(' ');
        return input.line(LONGEST_CHALLENGE);
    }

    /** False for a line that is no response at all, or ends another command: it is passed over. */
    private boolean isEnd() throws IOException {
        if (!firstWord().equalsIgnoreCase(tag)) {
            input.skipResponse();
            return false;
        }
        input.blanks();
        String status = input.atom().toUpperCase(Locale.ROOT);
        StatusLine line = connection.statusLine();
        if (!status.equals("OK")) {
            throw Refusals.of(connection.server(), verb, status, line);
        }
        responses.code(line.code());
        return true;
    }

    private String firstWord() throws IOException {
        try {
            return input.atom();
        } catch (Unreadable endless) {
            return "";
        }
    }
}

package mailroom.camel.imap.search;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.uid.UidSet;
import mailroom.camel.imap.wire.ImapInput;

/**
 * Hears of MESSAGELIMIT (RFC 9738) in the answer to a command: the server then took the mails with the highest UIDs only,
 * down to the one that it names.
 */
final class MessageLimit implements Responses {

    private static final Pattern CODE = Pattern.compile("MESSAGELIMIT +(\\d{1,9})(?: +(\\d{1,18}))?.*");

    private final Responses responses;
    private final LearnedLimits limits;
    private long lowestUid;

    MessageLimit(Responses responses, LearnedLimits limits) {
        this.responses = responses;
        this.limits = limits;
    }

    /** A command about a range of UIDs. */
    @FunctionalInterface
    interface Ranged {
        String of(String range);
    }

    /**
     * Asks for a range, and again for what lies below where the server answers for so many mails only.
     *
     * @param lastUid {@link Long#MAX_VALUE} for all from the first on
     */
    static void ask(ImapConnection connection, long firstUid, long lastUid, Ranged command, Responses responses)
            throws IOException {
        long last = lastUid;
        while (last >= firstUid) {
            MessageLimit limit = new MessageLimit(responses, connection.limits());
            command(connection, firstUid, last, command, limit);
            boolean inPart = limit.lowestUid > firstUid && limit.lowestUid - 1 < last;
            last = inPart ? limit.lowestUid - 1 : -1;
        }
    }

    /** @param last {@link Long#MAX_VALUE} for the newest mail */
    private static void command(ImapConnection connection, long first, long last, Ranged command, Responses responses)
            throws IOException {
        if (last < Long.MAX_VALUE) {
            connection.command(command.of(first + ":" + last), responses);
            return;
        }
        new ImapExtensions(connection)
                .instead(
                        ImapExtensions.UP_TO_NEWEST,
                        () -> connection.command(command.of(first + ":*"), responses),
                        () -> connection.command(command.of(UidSet.upToHighest(first)), responses));
    }

    /** 0 if the answer was whole. */
    long lowestUid() {
        return lowestUid;
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        return responses.take(word, number, input);
    }

    @Override
    public void unreadable(String word, String words) throws IOException {
        responses.unreadable(word, words);
    }

    @Override
    public void code(String code) throws IOException {
        Matcher limit = CODE.matcher(code);
        if (limit.matches()) {
            limits.mailsAtOnce(Integer.parseInt(limit.group(1)));
            lowestUid = limit.group(2) == null ? 0 : Long.parseLong(limit.group(2));
        }
        responses.code(code);
    }
}

package mailroom.camel.imap;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears of MESSAGELIMIT (RFC 9738) in the answer to a command: the server then took the mails with the highest UIDs only,
 * down to the one that it names.
 */
final class MessageLimit implements Responses {

    private static final Pattern CODE = Pattern.compile("MESSAGELIMIT +(\\d{1,9})(?: +(\\d{1,10}))?.*");

    private final Responses responses;
    private final LearnedLimits limits;
    private long lowestUid;

    MessageLimit(Responses responses, LearnedLimits limits) {
        this.responses = responses;
        this.limits = limits;
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

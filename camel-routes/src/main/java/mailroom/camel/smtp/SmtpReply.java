package mailroom.camel.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.mail.Outcome;
import mailroom.outbound.SmtpOutcome;

/**
 * One reply (RFC 5321, 4.2) and what it means for a recipient: the only place where reply codes are read.
 *
 * @param lines the texts without codes, at least one
 */
record SmtpReply(int code, List<String> lines) {

    static final int MOST_LINES = 100;
    private static final int LONGEST_TEXT = 900;
    private static final Pattern LINE = Pattern.compile("([2-5][0-9][0-9])(?:([ -])(.*))?");
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

    static SmtpReply read(ReplyInput input) throws IOException {
        List<String> texts = new ArrayList<>();
        int code = 0;
        while (texts.size() < MOST_LINES) {
            Matcher line = LINE.matcher(input.line());
            if (!line.matches() || code != 0 && code != Integer.parseInt(line.group(1))) {
                throw new RelayProblem("the relay's answer is not an SMTP reply");
            }
            code = Integer.parseInt(line.group(1));
            texts.add(line.group(3) == null ? "" : line.group(3));
            if (!"-".equals(line.group(2))) {
                return new SmtpReply(code, texts);
            }
        }
        throw new RelayProblem("a reply has more than " + MOST_LINES + " lines");
    }

    boolean isPositive() {
        return code / 100 == 2;
    }

    boolean asksForMore() {
        return code / 100 == 3;
    }

    boolean isClosing() {
        return code == 421;
    }

    private boolean isFinalRefusal() {
        return code / 100 == 5;
    }

    private String enhancedStatus() {
        Matcher status = ENHANCED.matcher(lines.get(0));
        return status.matches() && status.group(1).charAt(0) - '0' == code / 100 ? status.group(1) : "";
    }

    String text() {
        String text = code + " " + String.join(" / ", lines);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** The code alone, for a log. */
    String brief() {
        return ("reply " + code + " " + enhancedStatus()).strip();
    }

    SmtpOutcome outcome() {
        Outcome outcome;
        if (isPositive()) {
            outcome = new Outcome.Done(brief());
        } else if (isFinalRefusal()) {
            outcome = new Outcome.GiveUp(brief());
        } else {
            outcome = new Outcome.TryAgain(brief());
        }
        return new SmtpOutcome(outcome, code, enhancedStatus(), text());
    }

    /** A refusal where success would be out of place, as a positive reply to a command that asks for more. */
    SmtpOutcome refusal() {
        return isPositive() || asksForMore() ? SmtpOutcome.deferred("out of place: " + text()) : outcome();
    }
}

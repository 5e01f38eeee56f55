package mailroom.outbound;

import mailroom.mail.Outcome;

/**
 * What a relay said about one recipient.
 *
 * @param code the reply's code, 0 if there was none
 * @param enhancedStatus RFC 3463, for example {@code 4.2.2}; empty if the relay sent none
 * @param reply the relay's words, or what happened to the connection
 */
public record SmtpOutcome(Outcome outcome, int code, String enhancedStatus, String reply) {

    /** No reply was read, the relay or the way to it does not work. */
    public static SmtpOutcome deferred(String reason) {
        return new SmtpOutcome(new Outcome.TryAgain(reason), 0, "", reason);
    }

    /** It cannot be sent as it is, whatever the relay says. */
    public static SmtpOutcome failed(String reason) {
        return new SmtpOutcome(new Outcome.GiveUp(reason), 0, "", reason);
    }

    public static SmtpOutcome uncertain(String reason) {
        return new SmtpOutcome(new Outcome.Uncertain(reason), 0, "", reason);
    }
}

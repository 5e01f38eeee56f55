package mailroom.outbound;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import mailroom.mail.Outcome;
import mailroom.routing.BackOff;

/** Decides what becomes of a recipient after one attempt. */
record Settlement(BackOff pauses, int mostUncertainties) {

    private static final int LONGEST_REPLY = 1000;
    private static final int LONGEST_STATUS = 12;

    Recipient after(Recipient before, SmtpOutcome outcome, Instant now, Instant expires) {
        Outcome what = outcome.outcome();
        boolean lost = what instanceof Outcome.Uncertain;
        int uncertainties = before.uncertainties() + (lost ? 1 : 0);
        RecipientState next = state(before, what);
        boolean again = (what instanceof Outcome.TryAgain || lost) && uncertainties < mostUncertainties;
        Instant pause = now.plus(pauses.after(before.attempts() + 1));
        if (!before.state().mayBecome(next)) {
            throw new IllegalStateException("a recipient that is " + before.state() + " cannot become " + next);
        }
        return new Recipient(
                before.address(),
                next,
                outcome.code() == 0 ? OptionalInt.empty() : OptionalInt.of(outcome.code()),
                Optional.of(cut(outcome.enhancedStatus(), LONGEST_STATUS)).filter(status -> !status.isEmpty()),
                Optional.of(cut(outcome.reply(), LONGEST_REPLY)),
                before.attempts() + 1,
                uncertainties,
                again ? Optional.of(pause.isAfter(expires) ? expires : pause) : Optional.empty(),
                again ? Optional.empty() : Optional.of(now));
    }

    /** Nothing more is tried: its time is over. */
    Recipient expired(Recipient before, Instant now) {
        return new Recipient(
                before.address(),
                before.state() == RecipientState.UNCERTAIN ? RecipientState.UNCERTAIN : RecipientState.FAILED,
                before.code(),
                before.enhancedStatus(),
                Optional.of(cut(
                        "expired"
                                + before.reply()
                                        .map(reply -> "; last: " + reply)
                                        .orElse(""),
                        LONGEST_REPLY)),
                before.attempts(),
                before.uncertainties(),
                Optional.empty(),
                Optional.of(now));
    }

    /** What may have arrived stays uncertain, whatever a later attempt is told, unless that one is taken. */
    private static RecipientState state(Recipient before, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return RecipientState.SENT;
        }
        if (outcome instanceof Outcome.Uncertain || before.state() == RecipientState.UNCERTAIN) {
            return RecipientState.UNCERTAIN;
        }
        return outcome instanceof Outcome.TryAgain ? RecipientState.DEFERRED : RecipientState.FAILED;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}

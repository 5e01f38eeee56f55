package mailroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import mailroom.mail.Outcome;
import mailroom.routing.BackOff;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(5));

    private final Settlement settlement = new Settlement(new BackOff(Duration.ofMinutes(1), Duration.ofHours(2)), 2);

    private static Recipient recipient(RecipientState state, int attempts, int uncertainties) {
        return new Recipient(
                "a@example.com",
                state,
                OptionalInt.of(450),
                Optional.of("4.2.0"),
                Optional.of("busy"),
                attempts,
                uncertainties,
                Optional.of(NOW),
                Optional.empty());
    }

    private Recipient after(Recipient before, SmtpOutcome outcome) {
        return settlement.after(before, outcome, NOW, LATER);
    }

    private static SmtpOutcome sent(String status, String reply) {
        return new SmtpOutcome(new Outcome.Done(reply), 250, status, reply);
    }

    @Test
    void isSettledNowWhereItIsSent() {
        Recipient after = after(recipient(RecipientState.QUEUED, 0, 0), sent("2.0.0", "ok"));
        assertThat(after)
                .isEqualTo(new Recipient(
                        "a@example.com",
                        RecipientState.SENT,
                        OptionalInt.of(250),
                        Optional.of("2.0.0"),
                        Optional.of("ok"),
                        1,
                        0,
                        Optional.empty(),
                        Optional.of(NOW)));
    }

    @Test
    void isTriedAgainAfterAPauseThatGrowsWithTheAttempts() {
        Recipient after = after(recipient(RecipientState.DEFERRED, 2, 0), SmtpOutcome.deferred("busy"));
        assertThat(after.state()).isEqualTo(RecipientState.DEFERRED);
        assertThat(after.attempts()).isEqualTo(3);
        assertThat(after.code()).isEmpty();
        assertThat(after.enhancedStatus()).isEmpty();
        assertThat(after.settled()).isEmpty();
        assertThat(after.nextAttempt().orElseThrow()).isBetween(NOW.plusSeconds(180), NOW.plusSeconds(240));
    }

    @Test
    void isTriedNoLaterThanItsEnd() {
        Instant soon = NOW.plusSeconds(1);
        Recipient after =
                settlement.after(recipient(RecipientState.QUEUED, 0, 0), SmtpOutcome.deferred("busy"), NOW, soon);
        assertThat(after.nextAttempt()).contains(soon);
    }

    @Test
    void failsForEverWhereItIsRefused() {
        Recipient after = after(recipient(RecipientState.DEFERRED, 0, 0), SmtpOutcome.failed("no such user"));
        assertThat(after.state()).isEqualTo(RecipientState.FAILED);
        assertThat(after.nextAttempt()).isEmpty();
        assertThat(after.settled()).contains(NOW);
    }

    @Test
    void isTriedAgainAfterOneLostAnswerAndNotAfterTwo() {
        Recipient once = after(recipient(RecipientState.QUEUED, 0, 0), SmtpOutcome.uncertain("lost"));
        assertThat(once.state()).isEqualTo(RecipientState.UNCERTAIN);
        assertThat(once.uncertainties()).isEqualTo(1);
        assertThat(once.nextAttempt()).isPresent();
        Recipient twice = after(once, SmtpOutcome.uncertain("lost"));
        assertThat(twice.state()).isEqualTo(RecipientState.UNCERTAIN);
        assertThat(twice.uncertainties()).isEqualTo(2);
        assertThat(twice.nextAttempt()).isEmpty();
        assertThat(twice.settled()).contains(NOW);
    }

    @Test
    void staysUncertainWhateverALaterAttemptIsToldUnlessItIsSent() {
        Recipient uncertain = recipient(RecipientState.UNCERTAIN, 1, 1);
        assertThat(after(uncertain, SmtpOutcome.deferred("busy")))
                .returns(RecipientState.UNCERTAIN, Recipient::state)
                .returns(1, Recipient::uncertainties)
                .returns(true, recipient -> recipient.nextAttempt().isPresent());
        assertThat(after(uncertain, SmtpOutcome.failed("no")))
                .returns(RecipientState.UNCERTAIN, Recipient::state)
                .returns(true, recipient -> recipient.nextAttempt().isEmpty());
        assertThat(after(uncertain, sent("", "ok")).state()).isEqualTo(RecipientState.SENT);
    }

    @Test
    void refusesAnAttemptAtARecipientThatIsSettled() {
        assertThatThrownBy(() -> after(recipient(RecipientState.SENT, 1, 0), SmtpOutcome.deferred("busy")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a recipient that is SENT cannot become DEFERRED");
        assertThatThrownBy(() -> after(recipient(RecipientState.FAILED, 1, 0), sent("", "ok")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keeps1000CharactersOfAReplyAnd12OfAStatus() {
        Recipient longest = after(recipient(RecipientState.QUEUED, 0, 0), sent("s".repeat(12), "r".repeat(1000)));
        assertThat(longest.enhancedStatus()).contains("s".repeat(12));
        assertThat(longest.reply()).contains("r".repeat(1000));
        Recipient cut = after(recipient(RecipientState.QUEUED, 0, 0), sent("s".repeat(13), "r".repeat(1001)));
        assertThat(cut.enhancedStatus()).contains("s".repeat(11) + "…");
        assertThat(cut.reply()).contains("r".repeat(999) + "…");
    }

    @Test
    void expiresWithWhatItWasToldLast() {
        Recipient expired = settlement.expired(recipient(RecipientState.DEFERRED, 3, 1), NOW);
        assertThat(expired.state()).isEqualTo(RecipientState.FAILED);
        assertThat(expired.reply()).contains("expired; last: busy");
        assertThat(expired.code()).hasValue(450);
        assertThat(expired.attempts()).isEqualTo(3);
        assertThat(expired.uncertainties()).isEqualTo(1);
        assertThat(expired.nextAttempt()).isEmpty();
        assertThat(expired.settled()).contains(NOW);
        assertThat(settlement
                        .expired(recipient(RecipientState.UNCERTAIN, 3, 1), NOW)
                        .state())
                .isEqualTo(RecipientState.UNCERTAIN);
    }
}

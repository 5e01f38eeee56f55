package mailroom.outbound;

import static mailroom.outbound.RecipientState.DEFERRED;
import static mailroom.outbound.RecipientState.FAILED;
import static mailroom.outbound.RecipientState.QUEUED;
import static mailroom.outbound.RecipientState.SENT;
import static mailroom.outbound.RecipientState.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecipientStateTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    @Test
    void movesAsItMayAndNoOtherWay() {
        Map<RecipientState, Set<RecipientState>> moves = new EnumMap<>(RecipientState.class);
        for (RecipientState from : RecipientState.values()) {
            moves.put(
                    from,
                    EnumSet.allOf(RecipientState.class).stream()
                            .filter(from::mayBecome)
                            .collect(Collectors.toSet()));
        }
        assertThat(moves)
                .containsEntry(QUEUED, Set.of(DEFERRED, SENT, FAILED, UNCERTAIN))
                .containsEntry(DEFERRED, Set.of(DEFERRED, SENT, FAILED, UNCERTAIN))
                .containsEntry(UNCERTAIN, Set.of(SENT, UNCERTAIN))
                .containsEntry(SENT, Set.of())
                .containsEntry(FAILED, Set.of());
    }

    @Test
    void isOfAllRecipientsTheOneThatStillHasMostToCome() {
        assertThat(RecipientState.ofAll(List.of(SENT, FAILED, UNCERTAIN, DEFERRED, QUEUED)))
                .isEqualTo(QUEUED);
        assertThat(RecipientState.ofAll(List.of(SENT, FAILED, UNCERTAIN, DEFERRED)))
                .isEqualTo(DEFERRED);
        assertThat(RecipientState.ofAll(List.of(SENT, FAILED, UNCERTAIN))).isEqualTo(UNCERTAIN);
        assertThat(RecipientState.ofAll(List.of(SENT, FAILED))).isEqualTo(FAILED);
        assertThat(RecipientState.ofAll(List.of(SENT))).isEqualTo(SENT);
        assertThat(RecipientState.ofAll(List.of())).isEqualTo(SENT);
    }

    private static boolean isDue(Optional<Instant> next) {
        return new Recipient(
                        "a@b",
                        QUEUED,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        next,
                        Optional.empty())
                .isDue(NOW);
    }

    @Test
    void isDueFromItsTimeOn() {
        assertThat(isDue(Optional.of(NOW))).isTrue();
        assertThat(isDue(Optional.of(NOW.minusNanos(1)))).isTrue();
        assertThat(isDue(Optional.of(NOW.plusNanos(1)))).isFalse();
        assertThat(isDue(Optional.empty())).isFalse();
    }

    @Test
    void writesAReturnPathAsMailFromSpellsIt() {
        assertThat(ReturnPath.NULL).hasToString("<>").returns(true, ReturnPath::isNull);
        assertThat(new ReturnPath("a@b")).hasToString("<a@b>").returns(false, ReturnPath::isNull);
    }
}

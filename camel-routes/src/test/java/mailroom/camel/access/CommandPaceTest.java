package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F20: over minutes that pass in no time. */
class CommandPaceTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now;

    private CommandPace pace(int perMinute) {
        return new CommandPace(perMinute, () -> now);
    }

    /** When each command goes out where the next one follows without a pause. */
    private List<Long> send(CommandPace pace, int commands) {
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            now += Math.max(0, pace.taken());
            sent.add(now);
        }
        return sent;
    }

    private static void assertNoMinuteHasMoreThan(int most, List<Long> sent) {
        for (int i = 0; i + most < sent.size(); i++) {
            assertThat(sent.get(i + most) - sent.get(i)).as("command %d", i).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 25, 600, 10_000})
    void f20NoMinuteHasMoreThanItsNumber(int perMinute) {
        CommandPace pace = pace(perMinute);
        List<Long> sent = new ArrayList<>(send(pace, perMinute * 2));
        now += 10 * MINUTE;
        sent.addAll(send(pace, perMinute * 3));
        now += MINUTE / 20;
        sent.addAll(send(pace, perMinute));
        assertNoMinuteHasMoreThan(perMinute, sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 25, 600, 10_000})
    void nineTenthsOfTheNumberGoOutInTheLongRun(int perMinute) {
        List<Long> sent = send(pace(perMinute), perMinute * 10);
        assertThat((double) (sent.get(sent.size() - 1) - sent.get(0)) / MINUTE).isLessThan(10 / 0.9);
    }

    @Test
    void aTenthComesAtOnceAfterAPause() {
        CommandPace pace = pace(600);
        now += MINUTE;
        List<Long> sent = send(pace, 61);
        assertThat(sent.subList(0, 60)).containsOnly(sent.get(0));
        assertThat(sent.get(60)).isGreaterThan(sent.get(0));
    }

    @Test
    void aCommandAfterAPauseNeverWaitsHoweverSmallTheNumber() {
        CommandPace pace = pace(1);
        now += 2 * MINUTE;
        assertThat(pace.taken()).isNotPositive();
    }

    @Test
    void f20ARestartBringsNoSecondBurst() {
        CommandPace before = pace(600);
        now += MINUTE;
        List<Long> sent = send(before, 300);
        sent.addAll(send(pace(600), 900));
        assertNoMinuteHasMoreThan(600, sent);
    }

    @Test
    void withoutALimitNothingWaits() {
        assertThat(send(pace(0), 1000)).containsOnly(now);
    }
}

package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateMailsTest {

    private long now;
    private final LateMails late = new LateMails(() -> now);

    private Duration look(long difference) {
        late.counted(difference);
        return late.nextLook().orElse(null);
    }

    @Test
    void looksAgainLaterEachTime() {
        List<Duration> pauses = new ArrayList<>();
        for (Duration next = look(2); next != null; next = look(2)) {
            pauses.add(next);
            now += next.toNanos();
        }
        assertThat(pauses).isSorted().hasSizeBetween(5, 20);
        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDifferenceThatStandsIsNotLookedForForEver() {
        for (int i = 0; i < 100; i++) {
            look(3);
        }
        assertThat(late.nextLook()).isEmpty();
    }

    @Test
    void anotherDifferenceIsNews() {
        for (int i = 0; i < 100; i++) {
            look(3);
        }
        assertThat(look(4)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void nothingIsAwaitedWhereTheCountFits() {
        assertThat(look(0)).isNull();
        assertThat(look(-1)).isNull();
    }

    @Test
    void oneLookIsOverANewConnection() {
        int reconnects = 0;
        for (int i = 0; i < 10; i++) {
            look(1);
            reconnects += late.wantsReconnect() ? 1 : 0;
        }
        assertThat(reconnects).isEqualTo(1);
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.odd.Oddities.breaksOff;
import static mailroom.camel.odd.Oddities.drips;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.sizes;
import static mailroom.camel.odd.Oddities.stallsAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mailroom.camel.odd.When;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mailbox at an odd server does not slow ten at healthy ones. */
@Tag("alone")
@Timeout(200)
class OddNeighbourIT {

    private static final int MAILS = 300;
    private static final int RUNS = 5;
    /** What the clock and the machine's other work may add to the shortest of some runs. */
    private static final Duration NOISE = Duration.ofMillis(300);

    /** Four kinds, or all rows that {@code -Dmailroom.odd.neighbours=} asks for by a pattern. */
    static List<Supplier<OddRow>> neighbours() {
        String pattern = System.getProperty("mailroom.odd.neighbours");
        return pattern == null ? four() : matching(pattern);
    }

    private static List<Supplier<OddRow>> matching(String pattern) {
        List<OddRow> all = OddRows.all();
        all.forEach(OddNeighbourIT::close);
        return all.stream()
                .map(OddRow::toString)
                .filter(sentence -> sentence.matches(pattern))
                .<Supplier<OddRow>>map(sentence -> () -> fresh(sentence))
                .toList();
    }

    /** As if nobody had been at its server before. */
    private static OddRow fresh(String sentence) {
        Map<Boolean, List<OddRow>> rows = OddRows.all().stream()
                .collect(Collectors.partitioningBy(row -> row.toString().equals(sentence)));
        rows.get(false).forEach(OddNeighbourIT::close);
        return rows.get(true).get(0);
    }

    private static void close(OddRow row) {
        try {
            row.server().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Supplier<OddRow>> four() {
        return List.of(
                () -> OddRow.row("S24 stalls", stallsAt(When.bodies(), uid -> uid == 3, Duration.ofMinutes(10))),
                () -> OddRow.row("S6 refuses", refuses(When.bodies().of(uid -> uid % 7 == 0), "NO FETCH failed")),
                () -> OddRow.row("S9 hangs up", breaksOff(When.bodies(), 5, "")),
                () -> OddRow.row("S1 lies", sizes(mail -> 0), drips(When.bodies(), Duration.ofMillis(20))));
    }

    @ParameterizedTest
    @MethodSource("neighbours")
    void healthyMailboxesTakeAtMostATenthLonger(Supplier<OddRow> neighbour) throws Exception {
        Duration alone = Duration.ofDays(1);
        Duration beside = Duration.ofDays(1);
        for (int run = 0; run < RUNS; run++) {
            alone = shorter(alone, List.of());
            beside = shorter(beside, List.of(neighbour.get()));
        }
        assertThat(beside).isLessThan(alone.multipliedBy(11).dividedBy(10).plus(NOISE));
    }

    private static Duration shorter(Duration before, List<OddRow> odd) throws Exception {
        try (OddMailboxes mailboxes = new OddMailboxes(odd, MAILS)) {
            Duration now = mailboxes.untilHealthyHoldAll();
            return now.compareTo(before) < 0 ? now : before;
        }
    }
}

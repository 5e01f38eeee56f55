package mailroom.camel.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import mailroom.camel.imap.ImapSession;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.Test;

class FetchPlanTest {

    private static final FetchSpan SPAN = new FetchSpan(ServerLimits.NONE);

    @Test
    void asksForManyMailsThatFollowEachOtherAtOnce() {
        assertThat(counts(mails(LongStream.rangeClosed(1, 4_500), 1_000))).containsExactly(2_048, 2_048, 404);
    }

    @Test
    void asksForNoMoreBytesThanItMay() {
        assertThat(counts(mails(LongStream.rangeClosed(1, 70), 1L << 20))).containsExactly(64, 6);
    }

    @Test
    void asksForAMailThatIsLargerThanThatAlone() {
        FetchSpan counted = new FetchSpan(new ServerLimits(0, 0, 1));
        SortedMap<Long, Long> mails = mails(LongStream.rangeClosed(1, 3), FetchSpan.COUNTED_BYTES + 1);
        assertThat(FetchPlan.first(mails, size -> size, counted, Integer.MAX_VALUE)
                        .sizes())
                .containsOnlyKeys(1L);
    }

    @Test
    void keepsTheCommandShortWhereUidsHaveGaps() {
        assertThat(counts(mails(LongStream.rangeClosed(1, 1_200).map(uid -> 3 * uid), 1_000)))
                .containsExactly(500, 500, 200);
    }

    @Test
    void givesALargeMailAPlanOfItsOwn() {
        SortedMap<Long, Long> mails = mails(LongStream.rangeClosed(1, 3), 1_000);
        mails.put(2L, ImapSession.PIECE_BYTES + 1L);
        assertThat(plans(mails)).extracting(FetchPlan::isOneLargeMail).containsExactly(false, true, false);
    }

    @Test
    void leavesNoMailOutAndKeepsTheirOrder() {
        SortedMap<Long, Long> mails = mails(LongStream.rangeClosed(1, 9_000).filter(uid -> uid % 7 != 0), 20_000);
        assertThat(plans(mails).stream().flatMap(plan -> plan.sizes().keySet().stream()))
                .containsExactlyElementsOf(mails.keySet());
    }

    private static SortedMap<Long, Long> mails(LongStream uids, long size) {
        SortedMap<Long, Long> mails = new TreeMap<>();
        uids.forEach(uid -> mails.put(uid, size));
        return mails;
    }

    private static List<Integer> counts(SortedMap<Long, Long> mails) {
        return plans(mails).stream().map(plan -> plan.sizes().size()).toList();
    }

    private static List<FetchPlan> plans(SortedMap<Long, Long> mails) {
        List<FetchPlan> plans = new ArrayList<>();
        SortedMap<Long, Long> left = mails;
        while (!left.isEmpty()) {
            FetchPlan plan = FetchPlan.first(left, size -> size, SPAN, Integer.MAX_VALUE);
            plans.add(plan);
            left = left.tailMap(plan.sizes().lastKey() + 1);
        }
        return plans;
    }
}

package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import mailroom.camel.imap.ImapSession;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.Test;

class FetchPlanTest {

    @Test
    void asksForManyMailsThatFollowEachOtherAtOnce() {
        assertThat(counts(mails(LongStream.rangeClosed(1, 4_500), 1_000))).containsExactly(2_000, 2_000, 500);
    }

    @Test
    void asksForNoMoreBytesThanSomeWindowsTake() {
        assertThat(counts(mails(LongStream.rangeClosed(1, 70), 1L << 20))).containsExactly(64, 6);
    }

    @Test
    void asksForLessAtOnceWhereADaysBytesAreCounted() {
        SortedMap<Long, Long> mails = mails(LongStream.rangeClosed(1, 40), 1L << 20);
        assertThat(FetchPlan.cut(mails, new ServerLimits(0, 0, 10_000_000)))
                .extracting(plan -> plan.sizes().size())
                .containsExactly(16, 16, 8);
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
        assertThat(FetchPlan.cut(mails, ServerLimits.NONE))
                .extracting(FetchPlan::isOneLargeMail)
                .containsExactly(false, true, false);
    }

    @Test
    void leavesNoMailOutAndKeepsTheirOrder() {
        SortedMap<Long, Long> mails = mails(LongStream.rangeClosed(1, 9_000).filter(uid -> uid % 7 != 0), 20_000);
        assertThat(FetchPlan.cut(mails, ServerLimits.NONE).stream().flatMap(plan -> plan.sizes().keySet().stream()))
                .containsExactlyElementsOf(mails.keySet());
    }

    private static SortedMap<Long, Long> mails(LongStream uids, long size) {
        SortedMap<Long, Long> mails = new TreeMap<>();
        uids.forEach(uid -> mails.put(uid, size));
        return mails;
    }

    private static List<Integer> counts(SortedMap<Long, Long> mails) {
        return FetchPlan.cut(mails, ServerLimits.NONE).stream()
                .map(plan -> plan.sizes().size())
                .toList();
    }
}

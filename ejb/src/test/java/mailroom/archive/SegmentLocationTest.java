package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentLocationTest {

    @Test
    void standsBeforeAHigherOffsetOfItsSegmentAndBeforeAHigherSegment() {
        SegmentLocation at = new SegmentLocation(2, 100);
        assertThat(at).isLessThan(new SegmentLocation(2, 101)).isGreaterThan(new SegmentLocation(2, 99));
        assertThat(at).isLessThan(new SegmentLocation(3, 0)).isGreaterThan(new SegmentLocation(1, 101));
        assertThat(at).isEqualByComparingTo(new SegmentLocation(2, 100));
        assertThat(at).isGreaterThan(SegmentLocation.START);
    }

    @Test
    void saysWhereItIs() {
        assertThat(new SegmentLocation(2, 100)).hasToString("segment 2 offset 100");
    }

    @Test
    void isFollowedByTheNextSegmentWhereOneEnds() {
        SegmentLocation at = new SegmentLocation(2, 100);
        assertThat(new Scanned.End(at, 90, 100, true).next()).isEqualTo(new SegmentLocation(3, 0));
    }
}

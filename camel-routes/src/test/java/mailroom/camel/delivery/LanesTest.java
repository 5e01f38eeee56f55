package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes();

    @Test
    void leavesRoomForOthersBesideADestinationThatHangs() {
        for (int attempt = 0; attempt < Lanes.ATTEMPTS_AT_ONCE_MAX; attempt++) {
            assertThat(lanes.enter("hangs")).isTrue();
        }
        assertThat(lanes.enter("hangs")).isFalse();
        assertThat(lanes.enter("works")).isTrue();
        lanes.leave("hangs");
        assertThat(lanes.enter("hangs")).isTrue();
    }
}

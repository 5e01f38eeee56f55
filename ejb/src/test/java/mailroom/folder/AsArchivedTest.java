package mailroom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AsArchivedTest {

    private static final Optional<Instant> DATE = Optional.of(Instant.ofEpochSecond(1700000000));
    private static final Optional<Instant> OTHER = Optional.of(Instant.ofEpochSecond(1700000001));

    private static AsArchived archived(long size, OptionalLong announced, boolean confirmed) {
        return new AsArchived(size, DATE, announced, confirmed);
    }

    @Test
    void looksLikeAMailOfItsAnnouncedSizeAndItsDate() {
        AsArchived plain = archived(100, OptionalLong.empty(), false);
        assertThat(plain.looksLike(100, DATE)).isTrue();
        assertThat(plain.looksLike(101, DATE)).isFalse();
        assertThat(plain.looksLike(99, DATE)).isFalse();
        assertThat(plain.looksLike(100, OTHER)).isFalse();
        AsArchived announced = archived(100, OptionalLong.of(103), false);
        assertThat(announced.looksLike(103, DATE)).isTrue();
        assertThat(announced.looksLike(100, DATE)).isFalse();
    }

    @Test
    void takesASizeOrADateThatIsNotToldForTheSame() {
        AsArchived plain = archived(100, OptionalLong.empty(), false);
        assertThat(plain.looksLike(-1, DATE)).isTrue();
        assertThat(plain.looksLike(100, Optional.empty())).isTrue();
        assertThat(archived(100, OptionalLong.empty(), false).looksLike(0, DATE))
                .isFalse();
        AsArchived undated = new AsArchived(100, Optional.empty(), OptionalLong.empty(), false);
        assertThat(undated.looksLike(100, DATE)).isTrue();
    }

    @Test
    void mayBeRemovedWhereTheServerHasNoMoreOfIt() {
        AsArchived plain = archived(100, OptionalLong.empty(), false);
        assertThat(plain.mayBeRemoved(100, DATE)).isTrue();
        assertThat(plain.mayBeRemoved(100, OTHER)).isFalse();
        assertThat(plain.mayBeRemoved(101, DATE)).isFalse();
        assertThat(plain.mayBeRemoved(-1, DATE)).isFalse();
        assertThat(archived(100, OptionalLong.of(103), false).mayBeRemoved(103, DATE))
                .isFalse();
        assertThat(archived(100, OptionalLong.of(103), true).mayBeRemoved(103, DATE))
                .isTrue();
        assertThat(archived(100, OptionalLong.of(103), true).mayBeRemoved(104, DATE))
                .isFalse();
    }

    @Test
    void mayBeRemovedFromTheFirstByteOn() {
        assertThat(archived(1, OptionalLong.empty(), false).mayBeRemoved(1, DATE))
                .isTrue();
        assertThat(archived(0, OptionalLong.empty(), true).mayBeRemoved(0, DATE))
                .isFalse();
    }
}

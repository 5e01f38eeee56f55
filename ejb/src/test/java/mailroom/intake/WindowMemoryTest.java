package mailroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import mailroom.archive.member.Frames;
import org.junit.jupiter.api.Test;

class WindowMemoryTest {

    private final WindowMemory memory = new WindowMemory();

    @Test
    void isScarceFromItsLimitOnAndNotOneByteBefore() {
        memory.taken(WindowMemory.SCARCE_AT_BYTES - 1);
        assertThat(memory.isScarce()).isFalse();
        memory.taken(1);
        assertThat(memory.isScarce()).isTrue();
        assertThat(memory.held()).isEqualTo(WindowMemory.SCARCE_AT_BYTES);
        memory.taken(-1);
        assertThat(memory.isScarce()).isFalse();
    }

    @Test
    void isInUseWhileAWindowIsOpen() {
        assertThat(memory.isInUse()).isFalse();
        memory.opened();
        memory.opened();
        memory.closed();
        assertThat(memory.isInUse()).isTrue();
        memory.closed();
        assertThat(memory.isInUse()).isFalse();
    }

    @Test
    void lendsABufferOfABlockAgainAndMakesALargerOneForOneMail() {
        byte[] block = memory.buffer(MailBlock.BYTES);
        assertThat(block).hasSize(MailBlock.BYTES);
        memory.returnBuffer(block);
        assertThat(memory.buffer(1)).isSameAs(block);
        assertThat(memory.buffer(1)).isNotSameAs(block).hasSize(MailBlock.BYTES);
        byte[] larger = memory.buffer(MailBlock.BYTES + 1);
        assertThat(larger).hasSize(MailBlock.BYTES + 1);
        memory.returnBuffer(larger);
        assertThat(memory.buffer(MailBlock.BYTES)).isNotSameAs(larger);
    }

    @Test
    void lendsACompressorAgain() {
        Frames frames = memory.borrowFrames();
        assertThat(memory.borrowFrames()).isNotSameAs(frames);
        memory.returnFrames(frames);
        assertThat(memory.borrowFrames()).isSameAs(frames);
    }
}

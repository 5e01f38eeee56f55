package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FolderDoubtsTest {

    private final FolderDoubts doubts = new FolderDoubts();

    @Test
    void aMailThatBrokeTheConnectionTwiceIsProvenToDoSo() {
        doubts.broke(5);
        assertThat(doubts.suspects()).containsExactly(5L);
        assertThat(doubts.isProvenToBreak(5)).isFalse();
        doubts.broke(5);
        assertThat(doubts.isProvenToBreak(5)).isTrue();
        doubts.arrived(5);
        assertThat(doubts.suspects()).isEmpty();
    }

    @Test
    void fewMailsAreAskedForUntilTheSizesHaveProvedRightOrWrong() {
        assertThat(doubts.atOnce()).isEqualTo(FolderDoubts.PROBE);
        doubts.sizeWasRight();
        assertThat(doubts.atOnce()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aBreakBeforeAnythingCameHalvesWhatIsAskedForAndAFullAnswerDoublesIt() {
        doubts.sizeWasRight();
        assertThat(doubts.askForLess(300)).isTrue();
        assertThat(doubts.atOnce()).isEqualTo(150);
        doubts.gave(150);
        assertThat(doubts.atOnce()).isEqualTo(300);
        assertThat(doubts.askForLess(1)).isFalse();
        assertThat(doubts.atOnce()).isEqualTo(1);
    }

    @Test
    void sizesLieOnceTheSameBytesCameInTwoWaysOftenEnough() {
        for (int i = 0; i < FolderDoubts.PROVEN_LIES; i++) {
            assertThat(doubts.sizesLie()).isFalse();
            doubts.sizeWasWrong(1230, 410, true);
        }
        assertThat(doubts.sizesLie()).isTrue();
    }

    @Test
    void aSizeThatIsWrongInAnotherWayThanTheProvenOnesIsDoubted() {
        for (int i = 0; i < FolderDoubts.PROVEN_LIES; i++) {
            doubts.sizeWasWrong(1230 + 3 * i, 410 + i, true);
        }
        assertThat(doubts.isUsualLie(3000, 1000)).as("three times too big too").isTrue();
        assertThat(doubts.isUsualLie(1921, 1100)).as("as much more").isTrue();
        assertThat(doubts.isUsualLie(1230, 100)).as("a piece of it").isFalse();
        assertThat(doubts.isUsualLie(1230, 900)).as("another mail").isFalse();
    }

    @Test
    void mailsAreNotPlannedAsLargeAsAnnouncedWhereAllAreAnnouncedFarTooLarge() {
        assertThat(doubts.likelySize(10_000_000)).isEqualTo(10_000_000);
        for (int i = 0; i < 3; i++) {
            doubts.sizeWasWrong(10_000_000, 410 + i, true);
        }

        assertThat(doubts.likelySize(10_000_000)).isBetween(412L, 420L);
        assertThat(doubts.likelySize(0)).isZero();
        assertThat(doubts.likelySize(20_000_000))
                .as("it may be as much larger than the others as it is announced")
                .isGreaterThan(10_000_000);
    }

    @Test
    void anotherWayIsNoLongerTriedWhereItBringsNothing() {
        for (int i = 0; i < FolderDoubts.MOST_TRIED_IN_VAIN; i++) {
            assertThat(doubts.mayComeAnotherWay()).isTrue();
            doubts.triedAnotherWay(false);
        }
        assertThat(doubts.mayComeAnotherWay()).isFalse();
        doubts.triedAnotherWay(true);
        assertThat(doubts.mayComeAnotherWay()).isTrue();
    }

    @Test
    void sizesThatAreRightAsOftenAsWrongAreNoLies() {
        for (int i = 0; i < 10; i++) {
            doubts.sizeWasRight();
            doubts.sizeWasWrong(1230, 410, true);
        }
        assertThat(doubts.sizesLie()).isFalse();
    }

    @Test
    void theSameBytesInTheSameWayProveNothingOfOtherMails() {
        for (int i = 0; i < 10; i++) {
            doubts.sizeWasWrong(1230, 410, false);
        }
        assertThat(doubts.sizesLie()).isFalse();
        assertThat(doubts.atOnce()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void progressIsToldOnce() {
        assertThat(doubts.takeProgress()).isFalse();
        doubts.arrived(1);
        assertThat(doubts.takeProgress()).isTrue();
        assertThat(doubts.takeProgress()).isFalse();
        doubts.leftForNow();
        assertThat(doubts.hasProgress()).isTrue();
        assertThat(doubts.takeProgress()).isTrue();
    }
}

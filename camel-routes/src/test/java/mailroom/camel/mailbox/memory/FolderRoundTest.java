package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import org.junit.jupiter.api.Test;

class FolderRoundTest {

    private static final ImapProblem REFUSED = new ImapProblem(Kind.REFUSED, "BAD too many folders");

    private final FolderRound round = new FolderRound();

    @Test
    void aSessionThatEndedAtTheFourthFolderIsFollowedByOneThatBeginsWithIt() {
        round.begin(List.of("a", "b", "c", "d", "e"));
        List.of("a", "b", "c").forEach(round::looked);
        round.endedAtOpening("d", 3);
        assertThat(round.isUnderWay()).isTrue();
        assertThat(round.left()).isEqualTo(List.of("d", "e"));
        assertThat(round.isFull(2)).isFalse();
        assertThat(round.isFull(3)).isTrue();
    }

    @Test
    void aFolderThatBreaksTheConnectionLetsTheOthersGoFirst() {
        round.begin(List.of("a", "b", "c"));
        round.looked("a");
        assertThat(round.broke("b")).isFalse();
        assertThat(round.left()).isEqualTo(List.of("c", "b"));
        round.broke("b");
        assertThat(round.broke("b")).isTrue();
    }

    @Test
    void aFolderThatWasReadInBetweenIsNoTrouble() {
        round.begin(List.of("a"));
        round.broke("a");
        round.broke("a");
        round.looked("a");
        assertThat(round.broke("a")).isFalse();
    }

    @Test
    void refusedFoldersAreTriedFirstInANewSessionWhichShowsALimit() {
        round.refusedAfter("d", 3, REFUSED);
        round.refusedAfter("e", 3, REFUSED);
        assertThat(round.wantsProof()).isTrue();
        assertThat(round.left()).isEqualTo(List.of("d", "e"));
        round.openedFirst("d");
        assertThat(round.isFull(3)).isTrue();
        assertThat(round.wantsProof()).isFalse();
    }

    @Test
    void aFolderRefusedBetweenOthersIsRefusedForItself() {
        round.refusedAfter("d", 3, REFUSED);
        assertThat(round.openedAfterRefusals()).containsOnlyKeys("d");
        assertThat(round.wantsProof()).isFalse();
        assertThat(round.isFull(100)).isFalse();
    }

    @Test
    void aFolderRefusedAsTheFirstOfASessionIsRefusedForItself() {
        round.refusedAfter("d", 3, REFUSED);
        round.refusedFirst("d");
        assertThat(round.wantsProof()).isFalse();
        assertThat(round.isFull(100)).isFalse();
    }
}

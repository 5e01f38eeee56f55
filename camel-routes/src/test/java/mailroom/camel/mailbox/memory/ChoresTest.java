package mailroom.camel.mailbox.memory;

import static mailroom.camel.mailbox.memory.Chores.Chore.CHANGES;
import static mailroom.camel.mailbox.memory.Chores.Chore.REMOVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import org.junit.jupiter.api.Test;

class ChoresTest {

    private final Chores chores = new Chores();
    private final FolderDoubts doubts = new FolderDoubts();
    private final List<String> left = new ArrayList<>();

    private void attempt(Chores.Chore chore, Chores.Work work) throws IOException {
        chores.attempt(chore, "INBOX", doubts, work, problem -> left.add(problem.getMessage()));
    }

    private void breaks(Chores.Chore chore) {
        doubts.takeProgress();
        assertThatThrownBy(() -> attempt(chore, () -> {
                    throw new ImapProblem(Kind.CONNECTION_LOST, "gone");
                }))
                .isInstanceOf(ImapProblem.class);
    }

    @Test
    void oneBreakMayBeTheNetworkAndTwoAreOfTheChore() {
        breaks(CHANGES);
        assertThat(chores.isHeld(CHANGES, "INBOX")).isFalse();

        breaks(CHANGES);
        assertThat(chores.isHeld(CHANGES, "INBOX")).isTrue();
        assertThat(chores.isHeld(CHANGES, "Other")).isFalse();
        assertThat(chores.isHeld(REMOVAL, "INBOX")).isFalse();
        assertThat(chores.nextTries())
                .hasEntrySatisfying("INBOX", pause -> assertThat(pause).isPositive());
    }

    @Test
    void aBreakAfterAMailCameIsAnotherOne() {
        breaks(CHANGES);
        doubts.arrived(7);
        assertThatThrownBy(() -> attempt(CHANGES, () -> {
                    throw new ImapProblem(Kind.CONNECTION_LOST, "gone");
                }))
                .isInstanceOf(ImapProblem.class);

        breaks(CHANGES);

        assertThat(chores.isHeld(CHANGES, "INBOX")).isFalse();
    }

    @Test
    void whatIsLeftIsNotTriedAndTheOthersGoOn() throws IOException {
        breaks(REMOVAL);
        List<String> done = new ArrayList<>();

        attempt(REMOVAL, () -> done.add("removal"));
        attempt(CHANGES, () -> done.add("changes"));

        assertThat(done).containsExactly("changes");
    }

    @Test
    void aRefusalLeavesTheConnectionAndIsTold() throws IOException {
        attempt(CHANGES, () -> {
            throw new ImapProblem(Kind.REFUSED, "not for you");
        });

        assertThat(chores.isHeld(CHANGES, "INBOX")).isTrue();
        assertThat(left).containsExactly("not for you");
    }

    @Test
    void aPersonWhoAsksEndsThePauses() {
        breaks(REMOVAL);
        assertThat(chores.isHeld(REMOVAL, "INBOX")).isTrue();

        chores.askNow();

        assertThat(chores.due()).containsExactly("INBOX");
        assertThat(chores.isHeld(REMOVAL, "INBOX")).isFalse();
    }

    @Test
    void aFolderThatIsGoneIsNotAChoreThatIsRefused() {
        assertThatThrownBy(() -> attempt(CHANGES, () -> {
                    throw new ImapProblem(Kind.FOLDER_GONE, "gone");
                }))
                .isInstanceOf(ImapProblem.class);

        assertThat(chores.isHeld(CHANGES, "INBOX")).isFalse();
    }

    @Test
    void whatTheSettingsNoLongerNameIsForgotten() {
        breaks(REMOVAL);

        chores.keepOnly(List.of("Other"));

        assertThat(chores.isHeld(REMOVAL, "INBOX")).isFalse();
        assertThat(chores.due()).isEmpty();
    }

    @Test
    void aChoreThatTheServerAsksToPauseIsLeftForLongerThanTheMailboxStandsBack() {
        doubts.takeProgress();
        assertThatThrownBy(() -> attempt(REMOVAL, () -> {
                    throw new ImapProblem(Kind.THROTTLED, "later");
                }))
                .isInstanceOf(ImapProblem.class);
        assertThat(chores.nextTries()).hasEntrySatisfying("INBOX", pause -> assertThat(pause)
                .isGreaterThan(RetryPause.AFTER_THROTTLE.multipliedBy(2)));
    }
}

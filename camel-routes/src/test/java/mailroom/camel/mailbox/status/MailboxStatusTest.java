package mailroom.camel.mailbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.mailbox.MailboxReport.FolderState;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.Test;

class MailboxStatusTest {

    private final MailboxStatus status =
            new MailboxStatus("sales", StandingSince.inMemory("sales", Clock.systemUTC()), Clock.systemUTC());

    private State state() {
        return status.report().state();
    }

    @Test
    void aPauseIsNotUndoneByTheThreadThatEnds() {
        status.syncing();
        status.paused();
        status.watching();
        status.failed(ProblemKind.TIMEOUT, "late");
        assertThat(state()).isEqualTo(State.PAUSED);
        status.connecting();
        assertThat(state()).isEqualTo(State.CONNECTING);
    }

    @Test
    void aProblemStandsUntilAllIsStored() {
        status.failed(ProblemKind.TIMEOUT, "the server does not answer in time");
        status.connecting();
        status.syncing();
        assertThat(status.report().problem()).isPresent();
        status.watching();
        assertThat(status.report().problem()).isEmpty();
    }

    @Test
    void aFolderThatIsListedAndSaidNotToExistStaysRefusedWhenItIsListedAgain() {
        status.listed(List.of("INBOX"));
        status.unreadable("INBOX", new ImapProblem(ImapProblem.Kind.FOLDER_GONE, "no such folder"));
        status.listed(List.of("INBOX"));
        assertThat(status.report().folders().get(0).state()).isEqualTo(FolderState.REFUSED);
        status.listed(List.of());
        assertThat(status.report().folders().get(0).state()).isEqualTo(FolderState.GONE);
        status.listed(List.of("INBOX"));
        assertThat(status.report().folders().get(0).state()).isEqualTo(FolderState.OK);
    }

    @Test
    void aWatchThatEndsUnaskedIsNamed() {
        status.syncing();
        status.ended();
        assertThat(state()).isEqualTo(State.FAILED);
        assertThat(status.report().problem()).isPresent();
    }
}

package mailroom.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailboxOnPageTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void saysWhatStandsStillWhySinceWhenAndWhatToDo() {
        var problem =
                new MailboxReport.Problem(ProblemKind.LOGIN_REJECTED, "the server says NO", NOON.minusSeconds(300));
        MailboxOnPage row =
                new MailboxOnPage(new MailboxReport("sales", State.BACKING_OFF, Optional.of(problem), List.of()), NOON);
        assertThat(row.isStandingStill()).isTrue();
        assertThat(row.getKind()).isEqualTo("login rejected");
        assertThat(row.getLasting()).isEqualTo("5 min");
        assertThat(row.getSince()).isEqualTo("2026-03-29 11:55:00 UTC");
        assertThat(row.getHint()).contains("password");
    }

    @Test
    void knowsNoLagBeforeItHasSeenTheServer() {
        var report = new MailboxReport("sales", State.CONNECTING, Optional.empty(), List.of());
        assertThat(new MailboxOnPage(report, NOON).getLag()).isEqualTo("–");
    }

    @Test
    void showsABoundedNumberOfFolders() {
        var folders = IntStream.range(0, 30)
                .mapToObj(i -> new MailboxReport.Folder("f" + i, 1, 1, i, Optional.of(NOON), i))
                .toList();
        MailboxOnPage row =
                new MailboxOnPage(new MailboxReport("sales", State.WATCHING, Optional.empty(), folders), NOON);
        assertThat(row.getFolders()).hasSize(8);
        assertThat(row.getMoreFolders()).isEqualTo(22);
        assertThat(row.getLag()).isEqualTo("29 s");
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void saysOfEachKindOfProblemWhatToDo(ProblemKind kind) {
        assertThat(Hints.forKind(kind)).endsWith(".").hasSizeGreaterThan(30);
    }

    @Test
    void sendsNobodyToTheServerWhoseOwnDiskIsFull() {
        assertThat(Hints.forKind(ProblemKind.NO_SPACE_LEFT))
                .contains("MAILROOM_HOME")
                .isNotEqualTo(Hints.forKind(ProblemKind.OVER_QUOTA));
        assertThat(Hints.forKind(ProblemKind.QUOTA)).isNotEqualTo(Hints.forKind(ProblemKind.OVER_QUOTA));
        assertThat(Hints.forKind(ProblemKind.TOKEN_UNAVAILABLE)).contains("token");
    }

    @Test
    void leavesTheOtherPanelsWhenOneFails() {
        Panel<String> broken = Panel.of("mails", () -> {
            throw new IllegalStateException("select secret");
        });
        assertThat(broken.getProblem()).contains("mails").doesNotContain("secret");
        assertThat(broken.getRows()).isEmpty();
        assertThat(broken.isNothing()).isFalse();
    }
}

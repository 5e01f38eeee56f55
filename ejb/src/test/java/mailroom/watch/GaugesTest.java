package mailroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.Problem;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.Test;

class GaugesTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void aMailboxThatNeverCameInIsBehindFromTheStartOfItsStandstill() {
        Problem problem =
                new Problem(ProblemKind.LOGIN_REJECTED, "the server refused the password", NOON.minusSeconds(1200));
        var report = new MailboxReport("sales", State.BACKING_OFF, Optional.of(problem), List.of());
        assertThat(Gauges.lag(report, NOON)).isEqualTo(1200);
    }

    @Test
    void aMailboxInSyncIsNotBehind() {
        var report = new MailboxReport("sales", State.WATCHING, Optional.empty(), List.of());
        assertThat(Gauges.lag(report, NOON)).isZero();
    }
}

package mailroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.EmbeddedDerby;
import mailroom.MovableClock;
import mailroom.RememberedQueues;
import mailroom.TemporarySpool;
import mailroom.mailbox.MailboxControl;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.ProblemKind;
import mailroom.notification.Notification;
import mailroom.outbound.Outbox;
import mailroom.outbound.Submission;
import mailroom.outbound.SubmissionQuery;
import mailroom.outbound.Submissions;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.RelaySettings;
import mailroom.settings.ServerAddress;
import mailroom.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private static final DigestSettings AT_SEVEN =
            new DigestSettings(List.of("postmaster@example.com"), LocalTime.of(7, 0), "default");

    private final MovableClock clock = new MovableClock("2026-03-01T06:59:00Z");
    private final RememberedQueues queues = new RememberedQueues();
    private final List<MailboxReport> reports = new ArrayList<>();
    private final Submissions submissions = new Submissions(DERBY.database());

    @AfterEach
    void removeRows() {
        for (String table : List.of("submission", "recipient")) {
            DERBY.database().jdbi().useHandle(handle -> handle.execute("delete from " + table));
        }
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    @Test
    void isSentOnceADayAtItsTime() {
        digest(AT_SEVEN).sendWhenDue();
        assertThat(sent()).isEmpty();
        for (int minute = 0; minute < 10; minute++) {
            clock.pass(Duration.ofMinutes(1));
            digest(AT_SEVEN).sendWhenDue();
        }
        assertThat(sent()).extracting(sent -> sent.subject().orElse("")).containsExactly("Mailroom digest 2026-03-01");
        clock.pass(Duration.ofDays(1));
        digest(AT_SEVEN).sendWhenDue();
        assertThat(sent())
                .extracting(sent -> sent.subject().orElse(""))
                .containsExactly("Mailroom digest 2026-03-02", "Mailroom digest 2026-03-01");
    }

    @Test
    void isCaughtUpOnceAfterDaysOfDowntime() {
        clock.pass(Duration.ofDays(5).plusHours(12));
        digest(AT_SEVEN).sendWhenDue();
        digest(AT_SEVEN).sendWhenDue();
        assertThat(sent()).extracting(sent -> sent.subject().orElse("")).containsExactly("Mailroom digest 2026-03-06");
    }

    @Test
    void isSentThoughACallerUsedItsKey() {
        clock.pass(Duration.ofHours(1));
        outbox(AT_SEVEN)
                .accept(
                        Notification.text(List.of("a@example.com"), "mine", "text", "default"),
                        Optional.of("digest-2026-03-01"));
        digest(AT_SEVEN).sendWhenDue();
        assertThat(sent()).extracting(sent -> sent.subject().orElse("")).contains("Mailroom digest 2026-03-01");
    }

    @Test
    void isOffByDefault() {
        clock.pass(Duration.ofHours(12));
        digest(DigestSettings.OFF).sendWhenDue();
        assertThat(sent()).isEmpty();
    }

    @Test
    void namesMailboxesInTrouble() throws IOException {
        clock.pass(Duration.ofHours(1));
        var problem = new MailboxReport.Problem(ProblemKind.LOGIN_REJECTED, "the server refuses", Instant.EPOCH);
        reports.add(new MailboxReport("sales", MailboxReport.State.BACKING_OFF, Optional.of(problem), List.of()));
        digest(AT_SEVEN).sendWhenDue();
        String id = queues.submissions.get(0);
        assertThat(new String(submissions.message(id).readAllBytes(), StandardCharsets.US_ASCII))
                .contains("mailbox sales: login-rejected")
                .contains("mails taken in: 0");
    }

    private List<Submission> sent() {
        return submissions.list(SubmissionQuery.latest(10)).items();
    }

    private Outbox outbox(DigestSettings digest) {
        return new Outbox(DERBY.database(), queues, settings(digest), null, TemporarySpool.make(), clock);
    }

    /** Made anew, as after a restart. */
    private Digest digest(DigestSettings digest) {
        MailboxControl control = (MailboxControl) Proxy.newProxyInstance(
                MailboxControl.class.getClassLoader(),
                new Class<?>[] {MailboxControl.class},
                (proxy, method, arguments) -> reports);
        return new Digest(settings(digest), outbox(digest), new DayFigures(DERBY.database()), List.of(control), clock);
    }

    private static CurrentSettings settings(DigestSettings digest) {
        ServerAddress server = new ServerAddress("127.0.0.1", 25, ServerAddress.Tls.NONE, Optional.empty());
        RelaySettings relay =
                new RelaySettings("default", server, Optional.empty(), "Mailroom <mailroom@example.com>", 1, 0);
        return new CurrentSettings(
                new Settings(List.of(), Map.of(), Map.of("default", relay), digest, Settings.KEEP_EXECUTIONS));
    }
}

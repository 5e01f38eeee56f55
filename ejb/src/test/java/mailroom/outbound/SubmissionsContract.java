package mailroom.outbound;

import static mailroom.outbound.RecipientState.DEFERRED;
import static mailroom.outbound.RecipientState.FAILED;
import static mailroom.outbound.RecipientState.QUEUED;
import static mailroom.outbound.RecipientState.SENT;
import static mailroom.outbound.RecipientState.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mailroom.MovableClock;
import mailroom.RememberedMeters;
import mailroom.RememberedQueues;
import mailroom.TemporarySpool;
import mailroom.database.Database;
import mailroom.incident.Incidents;
import mailroom.mail.Outcome;
import mailroom.notification.Notification;
import mailroom.notification.TestNotifications;
import mailroom.outbound.redirect.ArchivedMails;
import mailroom.outbound.redirect.RedirectRefused;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.RelaySettings;
import mailroom.settings.ServerAddress;
import mailroom.settings.Settings;
import mailroom.spool.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must hold on each database. */
abstract class SubmissionsContract {

    private static final SmtpOutcome TAKEN = outcome(new Outcome.Done("ok"), 250);
    private static final SmtpOutcome REFUSED = outcome(new Outcome.GiveUp("no"), 550);
    private static final SmtpOutcome NOT_NOW = outcome(new Outcome.TryAgain("later"), 451);

    private final RememberedQueues queues = new RememberedQueues();
    private final MovableClock clock = new MovableClock("2026-01-31T09:30:00Z");
    private final Incidents incidents = new Incidents(database(), clock);
    private final Submissions submissions = new Submissions(database());
    private final SubmissionClaims claims =
            new SubmissionClaims(database(), queues, incidents, new RememberedMeters(), Duration.ofMinutes(1), clock);
    private String archived = "From: a@example.com\r\n\r\nbody";
    private final Outbox outbox =
            new Outbox(database(), queues, settings(), new OneMail(), TemporarySpool.make(), clock);

    abstract Database database();

    @AfterEach
    void removeRows() {
        for (String table : List.of("submission_content", "submission", "recipient", "incident")) {
            database().jdbi().useHandle(handle -> handle.execute("delete from " + table));
        }
    }

    @Test
    void acceptsTheSameKeyAndContentOnce() {
        Accepted first = outbox.accept(to("a@example.com"), Optional.of("key"));
        Accepted second = outbox.accept(to("a@example.com"), Optional.of("key"));
        assertThat(second).isEqualTo(new Accepted(first.id(), true));
        assertThat(queues.submissions).containsExactly(first.id());
        assertThatThrownBy(() -> outbox.accept(to("b@example.com"), Optional.of("key")))
                .isInstanceOf(IdempotencyConflict.class);
        assertThat(submissions.counts()).containsEntry(QUEUED, 1L);
    }

    @Test
    void writesWhatIsSentAndWhoGetsIt() {
        String id = outbox.accept(to("a@example.com", "b@example.com"), Optional.empty())
                .id();
        Submission submission = submissions.find(id).orElseThrow();
        assertThat(submission.returnPath()).isEqualTo(new ReturnPath("mailroom@example.com"));
        assertThat(submission.recipients())
                .extracting(Recipient::address)
                .containsExactly("a@example.com", "b@example.com");
        assertThat(text(submissions.message(id))).contains("Message-ID: " + submission.messageId());
    }

    private static String text(InputStream message) {
        try (message) {
            return new String(message.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsALargeMailInPartsAndGivesItBackWhole() {
        byte[] file = new byte[3 * SubmissionContent.PART_BYTES + 17];
        new Random(1).nextBytes(file);
        Notification notification =
                TestNotifications.with(to("a@example.com"), "a.bin", "application/octet-stream", Content.of(file));
        String id = outbox.accept(notification, Optional.empty()).id();
        String message = text(submissions.message(id));
        assertThat(message.length()).isGreaterThan(SubmissionContent.IN_ROW_BYTES_MAX);
        String base64 = Base64.getMimeEncoder().encodeToString(file);
        assertThat(message.replace("\r\n", "")).contains(base64.replace("\r\n", ""));
        long parts = database().jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from submission_content where submission_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one());
        assertThat(parts).isGreaterThan(3);
    }

    @Test
    void sendsOnlyToTheDeferredOnesAgain() {
        String id = outbox.accept(to("a@example.com", "b@example.com", "c@example.com"), Optional.empty())
                .id();
        Attempt first = claims.claim(id).orElseThrow();
        assertThat(claims.claim(id)).isEmpty();
        claims.settle(first, Map.of("a@example.com", TAKEN, "b@example.com", REFUSED, "c@example.com", NOT_NOW));
        assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(DEFERRED);
        assertThat(claims.claim(id)).isEmpty();
        assertThat(claims.wakeDue(10)).isZero();
        clock.pass(Duration.ofMinutes(1));
        assertThat(claims.wakeDue(10)).isEqualTo(1);
        assertThat(queues.submissionsAgain).containsExactly(id);
        Attempt second = claims.claim(id).orElseThrow();
        assertThat(second.envelope().recipients()).containsExactly("c@example.com");
        claims.settle(second, Map.of("c@example.com", TAKEN));
        assertThat(states(id)).containsExactly(SENT, FAILED, SENT);
        assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(FAILED);
        clock.pass(Duration.ofDays(10));
        assertThat(claims.wakeDue(10)).isZero();
        assertThat(incidents.latest(10)).extracting(Incidents.Incident::kind).containsExactly("submission-failed");
    }

    @Test
    void givesUpWhenItsTimeIsOver() {
        String id = outbox.accept(to("a@example.com"), Optional.empty()).id();
        int count = 0;
        for (Optional<Attempt> attempt = claims.claim(id); attempt.isPresent(); attempt = claims.claim(id)) {
            claims.settle(attempt.get(), Map.of("a@example.com", NOT_NOW));
            clock.pass(SubmissionClaims.LONGEST_PAUSE);
            count++;
        }
        assertThat(count).isBetween(50, 80);
        assertThat(states(id)).containsExactly(FAILED);
        assertThat(submissions
                        .find(id)
                        .orElseThrow()
                        .recipients()
                        .get(0)
                        .reply()
                        .orElseThrow())
                .startsWith("expired; last: 451");
    }

    @Test
    void repeatsAnUncertainOneAsOftenAsAllowed() {
        String id = outbox.accept(to("a@example.com"), Optional.empty()).id();
        for (int attempt = 0; attempt < SubmissionClaims.MOST_UNCERTAINTIES; attempt++) {
            claims.settle(claims.claim(id).orElseThrow(), Map.of("a@example.com", SmtpOutcome.uncertain("lost")));
            clock.pass(Duration.ofHours(1));
        }
        assertThat(claims.claim(id)).isEmpty();
        assertThat(states(id)).containsExactly(UNCERTAIN);
    }

    @Test
    void isDueAgainAfterACrashAndSettledByTheLastAttemptOnly() {
        String id = outbox.accept(to("a@example.com"), Optional.empty()).id();
        Attempt lost = claims.claim(id).orElseThrow();
        clock.pass(SubmissionClaims.LEASE);
        Attempt next = claims.claim(id).orElseThrow();
        assertThatThrownBy(() -> claims.settle(lost, Map.of("a@example.com", NOT_NOW)))
                .hasMessageContaining("lease");
        claims.settle(next, Map.of("a@example.com", TAKEN));
        assertThat(states(id)).containsExactly(SENT);
    }

    @Test
    void redirectsOnceWithTraceFieldsAndCutsLoops() {
        Accepted first = outbox.redirect(7, "sales", "boss@example.com");
        assertThat(outbox.redirect(7, "sales", "boss@example.com")).isEqualTo(new Accepted(first.id(), true));
        String prefix = text(submissions.message(first.id()));
        assertThat(prefix).contains("X-Mailroom-Redirected: sales\r\n").endsWith(">\r\n");
        assertThat(submissions.find(first.id()).orElseThrow().mail()).contains(7L);
        archived = prefix + archived;
        assertThatThrownBy(() -> outbox.redirect(8, "sales", "boss@example.com"))
                .isInstanceOf(RedirectRefused.class);
    }

    @Test
    void keepsTheKeysOfCallersApartFromItsOwn() {
        Accepted own = outbox.acceptOwn(to("a@example.com"), "digest-2026-01-31");
        Accepted callers = outbox.accept(to("b@example.com"), Optional.of("digest-2026-01-31"));
        assertThat(callers.id()).isNotEqualTo(own.id());
        assertThat(outbox.acceptOwn(to("a@example.com"), "digest-2026-01-31")).isEqualTo(new Accepted(own.id(), true));
        assertThat(outbox.knowsOwn("digest-2026-01-31")).isTrue();
        outbox.accept(to("a@example.com"), Optional.of("digest-2026-02-01"));
        assertThat(outbox.knowsOwn("digest-2026-02-01")).isFalse();
    }

    @Test
    void refusesARedirectThatFailsForAReasonNobodyThoughtOf() {
        archived = null;
        assertThatThrownBy(() -> outbox.redirect(7, "sales", "boss@example.com"))
                .isInstanceOf(RedirectRefused.class)
                .hasMessageContaining("the log has it")
                .hasMessageNotContaining("Exception");
        assertThat(submissions.counts()).containsEntry(QUEUED, 0L);
    }

    @Test
    void redirectsAutomaticMailWithTheNullReturnPath() {
        archived = "Auto-Submitted: auto-replied\r\n" + archived;
        String id = outbox.redirect(7, "sales", "boss@example.com").id();
        assertThat(submissions.find(id).orElseThrow().returnPath()).isEqualTo(ReturnPath.NULL);
    }

    @Test
    void showsASenderItsOwnAlone() {
        String annas = outbox.accept(to("a@example.com"), Optional.empty(), Optional.of("anna"))
                .id();
        String bobs = outbox.accept(to("a@example.com"), Optional.empty(), Optional.of("bob"))
                .id();
        String nobodys = outbox.accept(to("a@example.com"), Optional.empty()).id();
        assertThat(submissions.isFrom("anna", annas)).isTrue();
        assertThat(submissions.isFrom("anna", bobs)).isFalse();
        assertThat(submissions.isFrom("anna", nobodys)).isFalse();
        var of = new SubmissionQuery(Optional.empty(), Optional.empty(), Optional.of("anna"), Optional.empty(), 9);
        assertThat(submissions.list(of).items()).extracting(Submission::id).containsExactly(annas);
    }

    @Test
    void listsTheNewestFirstByStateAndRecipient() {
        String older = outbox.accept(to("a@example.com"), Optional.empty()).id();
        clock.pass(Duration.ofSeconds(1));
        String newer = outbox.accept(to("a@example.com"), Optional.empty()).id();
        outbox.accept(to("b@example.com"), Optional.empty());
        var first = queuedTo("a@example.com", Optional.empty(), 1);
        assertThat(first.items()).extracting(Submission::id).containsExactly(newer);
        var second = queuedTo("a@example.com", first.next(), 10);
        assertThat(second.items()).extracting(Submission::id).containsExactly(older);
        assertThat(second.next()).isEmpty();
    }

    private SubmissionPage queuedTo(String recipient, Optional<SubmissionPlace> before, int limit) {
        return submissions.list(
                new SubmissionQuery(Optional.of(QUEUED), Optional.of(recipient), Optional.empty(), before, limit));
    }

    private List<RecipientState> states(String id) {
        return submissions.find(id).orElseThrow().recipients().stream()
                .map(Recipient::state)
                .toList();
    }

    private static SmtpOutcome outcome(Outcome outcome, int code) {
        return new SmtpOutcome(outcome, code, "", code + " said");
    }

    private static Notification to(String... recipients) {
        return Notification.text(List.of(recipients), "subject", "text", "default");
    }

    private static CurrentSettings settings() {
        ServerAddress server = new ServerAddress("127.0.0.1", 25, ServerAddress.Tls.NONE, Optional.empty());
        RelaySettings relay =
                new RelaySettings("default", server, Optional.empty(), "Mailroom <mailroom@example.com>", 1, 0);
        return new CurrentSettings(new Settings(
                List.of(), Map.of(), Map.of("default", relay), DigestSettings.OFF, Settings.KEEP_EXECUTIONS));
    }

    private final class OneMail extends ArchivedMails {
        @Override
        public InputStream open(long mail) {
            return new ByteArrayInputStream(archived.getBytes(StandardCharsets.US_ASCII));
        }
    }
}

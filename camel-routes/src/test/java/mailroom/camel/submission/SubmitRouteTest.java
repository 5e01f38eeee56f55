package mailroom.camel.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mailroom.EmbeddedDerby;
import mailroom.MovableClock;
import mailroom.RememberedMeters;
import mailroom.RememberedQueues;
import mailroom.TemporarySpool;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.incident.Incidents;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.Outcome;
import mailroom.notification.Notification;
import mailroom.outbound.Attempt;
import mailroom.outbound.Outbox;
import mailroom.outbound.Recipient;
import mailroom.outbound.RecipientState;
import mailroom.outbound.SmtpOutcome;
import mailroom.outbound.SubmissionClaims;
import mailroom.outbound.Submissions;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.RelaySettings;
import mailroom.settings.ServerAddress;
import mailroom.settings.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitRouteTest {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private static final ServerStop STOP = new ServerStop();
    private static final DatabaseWait WAIT = new DatabaseWait(DERBY.database(), STOP);

    private final MovableClock clock = new MovableClock("2026-01-31T09:30:00Z");
    private final RememberedQueues queues = new RememberedQueues();
    private final Submissions submissions = new Submissions(DERBY.database());
    private final SubmissionClaims leases = new SubmissionClaims(
            DERBY.database(),
            queues,
            new Incidents(DERBY.database()),
            new RememberedMeters(),
            Duration.ofMinutes(1),
            clock);
    private final Outbox outbox = new Outbox(DERBY.database(), queues, settings(), null, TemporarySpool.make(), clock);
    private final CamelContext context = MailroomContext.create(new SimpleRegistry(), new DefaultThreadPoolFactory());
    private final SubmissionAttempts attempts = new SubmissionAttempts(leases, submissions, WAIT, STOP);
    private Function<Attempt, Map<String, SmtpOutcome>> relay = attempt -> Map.of();

    @BeforeEach
    void start() throws Exception {
        SubmitRoute route = new SubmitRoute();
        route.sender = new RelaySender() {
            @Override
            Map<String, SmtpOutcome> send(Attempt attempt) {
                return relay.apply(attempt);
            }
        };
        context.addRoutes(route);
        context.start();
        attempts.begin(new CamelReady(context));
    }

    @AfterEach
    void stop() {
        context.stop();
        for (String table : List.of("submission", "recipient")) {
            DERBY.database().jdbi().useHandle(handle -> handle.execute("delete from " + table));
        }
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    @Test
    void settlesEachRecipientAsTheRelaySaid() {
        relay = attempt -> Map.of(
                "a@example.com", new SmtpOutcome(new Outcome.Done("ok"), 250, "2.0.0", "250 queued"),
                "b@example.com", new SmtpOutcome(new Outcome.GiveUp("no"), 550, "5.1.1", "550 unknown"),
                "c@example.com", new SmtpOutcome(new Outcome.TryAgain("later"), 451, "4.3.0", "451 later"));
        String id = accepted("a@example.com", "b@example.com", "c@example.com");
        attempts.attempt(id);
        assertThat(states(id))
                .containsEntry("a@example.com", RecipientState.SENT)
                .containsEntry("b@example.com", RecipientState.FAILED)
                .containsEntry("c@example.com", RecipientState.DEFERRED);
    }

    @Test
    void asksTheRelayOnlyForThoseWhoseTurnItIs() {
        relay = attempt -> Map.of("a@example.com", new SmtpOutcome(new Outcome.Done("ok"), 250, "", "250"));
        String id = accepted("a@example.com", "b@example.com");
        attempts.attempt(id);
        clock.pass(Duration.ofMinutes(2));
        relay = attempt -> {
            assertThat(attempt.envelope().recipients()).containsExactly("b@example.com");
            return Map.of("b@example.com", new SmtpOutcome(new Outcome.Done("ok"), 250, "", "250"));
        };
        attempts.attempt(id);
        assertThat(states(id).values()).containsOnly(RecipientState.SENT);
    }

    @Test
    void defersEveryRecipientAfterAnErrorOfItsOwn() {
        relay = attempt -> {
            throw new ArithmeticException("nobody thought of it");
        };
        String id = accepted("a@example.com");
        attempts.attempt(id);
        assertThat(states(id)).containsEntry("a@example.com", RecipientState.DEFERRED);
        assertThat(submissions.find(id).orElseThrow().recipients().get(0).reply())
                .contains("an error of Mailroom itself; the log has it");
    }

    @Test
    void doesNothingForWhatIsNotDue() {
        relay = attempt -> Map.of("a@example.com", new SmtpOutcome(new Outcome.Done("ok"), 250, "", "250"));
        String id = accepted("a@example.com");
        attempts.attempt(id);
        relay = attempt -> {
            throw new AssertionError("sent twice");
        };
        attempts.attempt(id);
        assertThat(states(id)).containsEntry("a@example.com", RecipientState.SENT);
    }

    @Test
    void givesAMessageWithoutARowBackToItsQueue() {
        assertThatThrownBy(() -> attempts.attempt("no-such-id")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SubmissionAttempts(leases, submissions, WAIT, STOP).attempt("too-early"))
                .hasMessageContaining("not started");
    }

    private String accepted(String... recipients) {
        return outbox.accept(Notification.text(List.of(recipients), "subject", "text", "default"), Optional.empty())
                .id();
    }

    private Map<String, RecipientState> states(String id) {
        Map<String, RecipientState> states = new LinkedHashMap<>();
        for (Recipient recipient : submissions.find(id).orElseThrow().recipients()) {
            states.put(recipient.address(), recipient.state());
        }
        return states;
    }

    private static CurrentSettings settings() {
        ServerAddress server = new ServerAddress("127.0.0.1", 25, ServerAddress.Tls.NONE, Optional.empty());
        RelaySettings relay =
                new RelaySettings("default", server, Optional.empty(), "Mailroom <mailroom@example.com>", 1, 0);
        return new CurrentSettings(new Settings(
                List.of(), Map.of(), Map.of("default", relay), DigestSettings.OFF, Settings.KEEP_EXECUTIONS));
    }
}

package mailroom.camel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.EmbeddedDerby;
import mailroom.InterruptibleSource;
import mailroom.RememberedMeters;
import mailroom.database.Database;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.GivenUpMessages;
import mailroom.mail.GivenUpMessages.Replay;
import mailroom.mail.Queues;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final EmbeddedDerby derby = new EmbeddedDerby();
    private final InterruptibleSource source =
            new InterruptibleSource(derby.database().dataSource());
    private final Database database = Database.on(source);
    private final ServerStop stop = new ServerStop();
    private final Incidents incidents = new Incidents(database);
    private final RememberedMeters meters = new RememberedMeters();
    private final List<String> sentAgain = new ArrayList<>();
    private final GivenUpMessages givenUp = new GivenUpMessages(database, incidents, new Queues() {
        @Override
        public void sendAgain(String queue, String text, Optional<String> key) {
            sentAgain.add(queue + " " + text + " " + key.orElse(""));
        }
    });
    private final Reception reception = new Reception(
            new DatabaseWait(database, stop, SHORT), stop, givenUp, incidents, meters, List.of(SHORT, SHORT));
    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void close() {
        derby.close();
    }

    @Test
    void aDatabaseThatIsAwayCostsNoMessage() throws Exception {
        source.goAway();
        CompletableFuture<Void> listener = CompletableFuture.runAsync(() -> receive("one", this::takeWithDatabase));
        Awaitility.await("it was begun several times")
                .atMost(Duration.ofSeconds(20))
                .until(() -> begun.get() >= 1);
        assertThat(listener).isNotDone();
        source.comeBack();
        listener.get(20, TimeUnit.SECONDS);
        assertThat(taken).containsExactly("one");
        assertThat(incidents.latest(10)).isEmpty();
    }

    @Test
    void anErrorThatComesWhileTheDatabaseAnswersIsTriedAgainAndThenKept() {
        receive("poison", text -> {
            begun.incrementAndGet();
            throw new IllegalStateException("always");
        });
        assertThat(begun).hasValue(3);
        assertThat(meters.counted).containsExactly("message-given-up");
        long incident = incidents.latest(10).get(0).id();
        assertThat(givenUp.replay(incident)).isEqualTo(Replay.SENT);
        assertThat(givenUp.replay(incident)).isEqualTo(Replay.SENT_BEFORE);
        assertThat(sentAgain).containsExactly(Queues.NOTIFICATIONS + " poison the-key");
    }

    @Test
    void whatIsRefusedIsKeptAtOnce() {
        receive("wrong", text -> {
            begun.incrementAndGet();
            throw new Refused(IncidentKind.NOTIFICATION_REFUSED, "to: an address");
        });
        assertThat(begun).hasValue(1);
        assertThat(incidents.latest(10)).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo("notification-refused");
            assertThat(givenUp.find(row.id()).orElseThrow().text()).isEqualTo("wrong");
        });
    }

    @Test
    void anIncidentWithoutAMessageCannotBeReplayed() {
        incidents.record(IncidentKind.JOB_FAILED, Optional.empty(), "s", "m");
        assertThat(givenUp.replay(incidents.latest(1).get(0).id())).isEqualTo(Replay.UNKNOWN);
    }

    @Test
    void aStopGivesTheMessageBackToTheBroker() {
        source.goAway();
        CompletableFuture<Void> listener = CompletableFuture.runAsync(() -> receive("one", this::takeWithDatabase));
        Awaitility.await().until(() -> begun.get() >= 1);
        stop.begin();
        assertThatThrownBy(() -> listener.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        source.comeBack();
        assertThat(taken).isEmpty();
        assertThat(incidents.latest(10)).isEmpty();
    }

    private void takeWithDatabase(String text) {
        begun.incrementAndGet();
        incidents.latest(1);
        taken.add(text);
    }

    private void receive(String text, Reception.Work work) {
        reception.receive(Queues.NOTIFICATIONS, message(text), work);
    }

    private static TextMessage message(String text) {
        return (TextMessage) Proxy.newProxyInstance(
                TextMessage.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (proxy, method, arguments) -> method.getName().equals("getText") ? text : "the-key");
    }
}

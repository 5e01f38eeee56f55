package mailroom.camel.submission;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.TemporarySpool;
import mailroom.camel.queue.Receptions;
import mailroom.notification.Notification;
import mailroom.outbound.Accepted;
import mailroom.outbound.AcceptedMeanwhile;
import mailroom.outbound.IdempotencyConflict;
import mailroom.outbound.Outbox;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final String JSON = "{\"to\": [\"a@example.com\"], \"subject\": \"s\", \"text\": \"t\"}";

    private final List<String> incidents = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private RuntimeException refusal;
    private int refusals = Integer.MAX_VALUE;

    @Test
    void aSubmissionIsAttemptedByItsId() {
        submissions().onMessage(message(TextMessage.class, "id-1", null));
        assertThat(taken).containsExactly("id-1");
    }

    @Test
    void aMessageThatIsNoIdIsAnIncidentAndGone() {
        submissions().onMessage(message(ObjectMessage.class, null, null));
        submissions().onMessage(message(TextMessage.class, null, null));
        assertThat(taken).isEmpty();
        assertThat(incidents).containsExactly("unreadable-message", "unreadable-message");
    }

    @Test
    void anAttemptThatFailsForEverIsGivenUpWithItsMessage() {
        refusal = new IllegalStateException("no row");
        submissions().onMessage(message(TextMessage.class, "id-1", null));
        assertThat(incidents).containsExactly("message-given-up");
    }

    @Test
    void aNotificationIsAcceptedUnderItsKeyOrItsMessagesId() {
        notifications().onMessage(message(TextMessage.class, JSON, "key-1"));
        notifications().onMessage(message(TextMessage.class, JSON, null));
        assertThat(taken).containsExactly("key-1", "ID:of-the-message");
    }

    @Test
    void whatCanNeverBeAcceptedIsAnIncidentAndGone() {
        notifications().onMessage(message(TextMessage.class, "no JSON", "key-1"));
        notifications().onMessage(message(TextMessage.class, null, "key-1"));
        notifications().onMessage(message(ObjectMessage.class, null, "key-1"));
        refusal = new IdempotencyConflict();
        notifications().onMessage(message(TextMessage.class, JSON, "key-1"));
        assertThat(taken).isEmpty();
        assertThat(incidents)
                .containsExactly(
                        "notification-refused", "unreadable-message", "unreadable-message", "notification-refused");
    }

    @Test
    void whatMayBeAcceptedLaterIsTriedAgain() {
        refusal = new AcceptedMeanwhile(null);
        refusals = 2;
        notifications().onMessage(message(TextMessage.class, JSON, "key-1"));
        assertThat(taken).containsExactly("key-1");
        assertThat(incidents).isEmpty();
    }

    private SubmissionListener submissions() {
        SubmissionListener listener = new SubmissionListener();
        listener.reception = Receptions.keepingIn(incidents);
        listener.attempts = new SubmissionAttempts() {
            @Override
            public void attempt(String id) {
                refuseOrTake(id);
            }
        };
        return listener;
    }

    private NotificationListener notifications() {
        NotificationListener listener = new NotificationListener();
        listener.reception = Receptions.keepingIn(incidents);
        listener.spool = TemporarySpool.make();
        listener.outbox = new Outbox() {
            @Override
            public Accepted accept(Notification notification, Optional<String> key) {
                refuseOrTake(key.orElseThrow());
                return new Accepted("id", false);
            }
        };
        return listener;
    }

    private void refuseOrTake(String name) {
        if (refusal != null && refusals-- > 0) {
            throw refusal;
        }
        taken.add(name);
    }

    private static <T extends Message> T message(Class<T> type, String text, String key) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStringProperty" -> key;
                    case "getJMSMessageID" -> "ID:of-the-message";
                    default -> text;
                }));
    }
}

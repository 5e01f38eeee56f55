package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import mailroom.camel.queue.Receptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryListenerTest {

    private final List<Long> attempted = new ArrayList<>();
    private final List<String> incidents = new ArrayList<>();
    private final DeliveryListener listener = new DeliveryListener();

    @BeforeEach
    void connect() {
        listener.attempts = new DeliveryAttempts() {
            @Override
            public void attempt(long id) {
                attempted.add(id);
            }
        };
        listener.reception = Receptions.keepingIn(incidents);
    }

    @Test
    void attemptsTheDeliveryOfTheId() {
        listener.onMessage(message(TextMessage.class, "42"));
        assertThat(attempted).containsExactly(42L);
    }

    @Test
    void takesAPoisonMessageOutOfTheWayAndSaysSo() {
        listener.onMessage(message(TextMessage.class, "forty-two"));
        listener.onMessage(message(TextMessage.class, null));
        listener.onMessage(message(Message.class, null));
        assertThat(attempted).isEmpty();
        assertThat(incidents).containsOnly("unreadable-message").hasSize(3);
    }

    private static <T extends Message> T message(Class<T> type, String text) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("getText") ? text : null));
    }
}

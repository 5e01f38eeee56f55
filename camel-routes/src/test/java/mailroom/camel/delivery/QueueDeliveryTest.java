package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mailroom.mail.Outcome;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;

class QueueDeliveryTest extends DeliveryFixture {

    @Test
    void deliversToAQueueWithThreeProperties() {
        assertThat(carry("jms:queue:orders")).isInstanceOf(Outcome.Done.class);
        CapturedMessages.Sent sent = jms.sent.get(0);
        assertThat(sent.bytes()).isEqualTo(bytes);
        assertThat(sent.properties())
                .isEqualTo(Map.of(
                        "mailroomId", ID.hex(), "mailroomMailbox", "sales", "messageId", "<evil-id@example.com>"));
    }

    @Test
    void namesTheQueueThatIsMissing() {
        assertThat(carry("jms:queue:other"))
                .isEqualTo(new Outcome.TryAgain("the server has no queue or topic of that name"));
    }

    @Test
    void refusesAMailTooBigForAMessage() {
        DERBY.database()
                .jdbi()
                .useHandle(handle -> handle.execute("update mail set size = " + (QueueDestination.BYTES_MAX + 1L)));
        assertThat(carry("jms:queue:orders")).isInstanceOf(Outcome.GiveUp.class);
        assertThat(jms.sent).isEmpty();
    }

    @Test
    void settlesAQueuesDeliveryWithTheMessage() {
        assertThat(attempt("jms:queue:orders").state()).isEqualTo(DeliveryState.DONE);
        assertThat(jms.sent).hasSize(1);
    }

    @Test
    void waitsWhereTheQueueIsMissing() {
        Delivery waiting = attempt("jms:queue:other");
        assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(waiting.error()).contains("the server has no queue or topic of that name");
    }
}

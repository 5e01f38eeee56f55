package mailroom.camel.submission;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Optional;
import mailroom.camel.queue.Reception;
import mailroom.camel.queue.Refused;
import mailroom.incident.IncidentKind;
import mailroom.mail.Queues;
import mailroom.notification.NotificationReader;
import mailroom.notification.NotificationRefused;
import mailroom.outbound.IdempotencyConflict;
import mailroom.outbound.Outbox;
import mailroom.spool.SpoolFolder;
import mailroom.spool.SpoolScope;

/**
 * Notifications as JSON in a TextMessage; the property {@code IdempotencyKey} is their key, the message's own id where
 * there is none, so that a message that comes again is one mail. What cannot be accepted is an incident that keeps it: it
 * would be refused each time. Objects in messages are never read.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.NOTIFICATIONS),
            @ActivationConfigProperty(
                    propertyName = "maxConcurrency",
                    propertyValue = "" + NotificationListener.MESSAGES_AT_ONCE_MAX)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationListener implements MessageListener {

    static final int MESSAGES_AT_ONCE_MAX = 4;

    @Inject
    Outbox outbox;

    @Inject
    SpoolFolder spool;

    @Inject
    Reception reception;

    @Override
    public void onMessage(Message message) {
        reception.receive(Queues.NOTIFICATIONS, message, text -> accept(text, Reception.keyOf(message)));
    }

    private void accept(String json, Optional<String> key) {
        try (SpoolScope scope = spool.scope()) {
            outbox.accept(NotificationReader.read(json, scope), key);
        } catch (NotificationRefused | IdempotencyConflict refused) {
            throw new Refused(IncidentKind.NOTIFICATION_REFUSED, refused.getMessage());
        }
    }
}

package mailroom.camel.submission;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.Optional;
import mailroom.mail.Incidents;
import mailroom.mail.Meters;
import mailroom.mail.Queues;
import mailroom.outbound.IdempotencyConflict;
import mailroom.outbound.NotificationReader;
import mailroom.outbound.NotificationRefused;
import mailroom.outbound.Outbox;
import mailroom.spool.SpoolFolder;
import mailroom.spool.SpoolScope;

/**
 * Notifications as JSON in a TextMessage; the property {@code IdempotencyKey} is their key, the message's own id where
 * there is none, so that a message that comes again is one mail. What cannot be accepted is an incident and gone: it
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
    static final String KEY = "IdempotencyKey";
    static final String REFUSED = "notification-refused";

    @Inject
    Outbox outbox;

    @Inject
    SpoolFolder spool;

    @Inject
    Incidents incidents;

    @Inject
    Meters meters;

    @Override
    public void onMessage(Message message) {
        try {
            accept(message);
        } catch (NotificationRefused | IdempotencyConflict refused) {
            refuse(refused.getMessage());
        } catch (JMSException unreadable) {
            refuse("the message cannot be read");
        }
    }

    private void accept(Message message) throws JMSException {
        if (!(message instanceof TextMessage text) || text.getText() == null) {
            refuse("a notification is JSON in a TextMessage");
            return;
        }
        String key = Optional.ofNullable(message.getStringProperty(KEY)).orElse(message.getJMSMessageID());
        try (SpoolScope scope = spool.scope()) {
            outbox.accept(NotificationReader.read(text.getText(), scope), Optional.of(key));
        }
    }

    private void refuse(String reason) {
        incidents.record(REFUSED, Optional.empty(), Queues.NOTIFICATIONS, reason);
        meters.incident(REFUSED);
    }
}

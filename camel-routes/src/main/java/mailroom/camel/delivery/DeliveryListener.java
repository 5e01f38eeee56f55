package mailroom.camel.delivery;

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
import mailroom.mail.Queues;
import mailroom.routing.LeaseLost;

/**
 * Wakes an attempt for each delivery's id in the queue. It holds no transaction while a destination takes its time; a
 * message that comes again finds the delivery claimed or settled and does nothing.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.DELIVERIES),
            @ActivationConfigProperty(
                    propertyName = "maxConcurrency",
                    propertyValue = "" + DeliveryListener.MESSAGES_AT_ONCE_MAX)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryListener implements MessageListener {

    static final int MESSAGES_AT_ONCE_MAX = 8;

    private static final System.Logger LOG = System.getLogger(DeliveryListener.class.getName());

    @Inject
    DeliveryAttempts attempts;

    @Inject
    Incidents incidents;

    @Override
    public void onMessage(Message message) {
        Optional<Long> id = idIn(message);
        if (id.isEmpty()) {
            incidents.record("unreadable-message", Optional.empty(), Queues.DELIVERIES, "not the id of a delivery");
            return;
        }
        try {
            attempts.attempt(id.get());
        } catch (LeaseLost lost) {
            LOG.log(System.Logger.Level.WARNING, lost.getMessage());
        }
    }

    private static Optional<Long> idIn(Message message) {
        try {
            return message instanceof TextMessage text ? Optional.of(Long.valueOf(text.getText())) : Optional.empty();
        } catch (JMSException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}

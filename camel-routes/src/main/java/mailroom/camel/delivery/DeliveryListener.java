package mailroom.camel.delivery;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import mailroom.camel.queue.Reception;
import mailroom.camel.queue.Refused;
import mailroom.incident.IncidentKind;
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
    Reception reception;

    @Override
    public void onMessage(Message message) {
        reception.receive(Queues.DELIVERIES, message, this::attempt);
    }

    private void attempt(String text) {
        try {
            attempts.attempt(idIn(text));
        } catch (LeaseLost lost) {
            LOG.log(System.Logger.Level.WARNING, lost.getMessage());
        }
    }

    private static long idIn(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refused(IncidentKind.UNREADABLE_MESSAGE, "not the id of a delivery");
        }
    }
}

package mailroom.camel.queue;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Optional;
import mailroom.incident.IncidentKind;
import mailroom.mail.GivenUpMessages.Content;
import mailroom.mail.Queues;

/**
 * Keeps what the broker gives up, so that no message lies where nobody looks: one whose listener never came to an end,
 * because the server ended each time.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.REFUSED),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "1")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GivenUpListener implements MessageListener {

    private static final String CAME_FROM = "JMS_IBM_ExceptionProblemDestination";
    private static final String NAME_IN_JNDI = "jms/";

    @Inject
    Reception reception;

    @Override
    public void onMessage(Message message) {
        String queue = cameFrom(message);
        Optional<String> text = Reception.textOf(message);
        if (text.isEmpty()) {
            reception.unreadable(queue);
            return;
        }
        reception.keep(
                IncidentKind.MESSAGE_GIVEN_UP,
                "the server ended each time while it was worked on",
                new Content(queue, Reception.keyOf(message), text.get()));
    }

    /** The broker names {@code mailroom.notifications} what is {@code jms/mailroom/notifications} in JNDI. */
    private static String cameFrom(Message message) {
        try {
            return Optional.ofNullable(message.getStringProperty(CAME_FROM))
                    .map(name -> NAME_IN_JNDI + name.replace('.', '/'))
                    .orElse(Queues.REFUSED);
        } catch (JMSException unreadable) {
            return Queues.REFUSED;
        }
    }
}

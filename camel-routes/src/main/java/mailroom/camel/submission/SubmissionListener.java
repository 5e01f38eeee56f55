package mailroom.camel.submission;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import mailroom.camel.queue.Reception;
import mailroom.mail.Queues;

/**
 * Wakes an attempt for each submission's id in the queue. It holds no transaction while a relay takes its time; a message
 * that comes again finds the submission claimed or settled and does nothing.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.SUBMISSIONS),
            @ActivationConfigProperty(
                    propertyName = "maxConcurrency",
                    propertyValue = "" + SubmissionListener.MESSAGES_AT_ONCE_MAX)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubmissionListener implements MessageListener {

    static final int MESSAGES_AT_ONCE_MAX = 8;

    @Inject
    SubmissionAttempts attempts;

    @Inject
    Reception reception;

    @Override
    public void onMessage(Message message) {
        reception.receive(Queues.SUBMISSIONS, message, attempts::attempt);
    }
}

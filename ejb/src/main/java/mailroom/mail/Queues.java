package mailroom.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.Optional;

/**
 * Wakes the workers. A message carries nothing but a row's id and belongs to the caller's transaction; if one is lost,
 * {@code MailTimers} finds the row again.
 */
@ApplicationScoped
public class Queues {

    public static final String DELIVERIES = "jms/mailroom/deliveries";
    public static final String SUBMISSIONS = "jms/mailroom/submissions";
    public static final String NOTIFICATIONS = "jms/mailroom/notifications";
    /** Where the broker puts what its listeners took so often in vain that it gives up. */
    public static final String REFUSED = "jms/mailroom/refused";

    public static final String CONNECTION_FACTORY = "jms/mailroom/connectionFactory";

    /** The property of a message that is the key of its notification. */
    public static final String KEY = "IdempotencyKey";

    private static final int PRIORITY_OF_REPEATS = 1;

    @Inject
    @JMSConnectionFactory(CONNECTION_FACTORY)
    JMSContext jms;

    @Resource(lookup = DELIVERIES)
    Queue deliveries;

    @Resource(lookup = SUBMISSIONS)
    Queue submissions;

    @Resource(lookup = NOTIFICATIONS)
    Queue notifications;

    public void deliveryReady(long deliveryId) {
        jms.createProducer().send(deliveries, Long.toString(deliveryId));
    }

    public void submissionReady(String submissionId) {
        jms.createProducer().send(submissions, submissionId);
    }

    /** A submission tried before: those that are fresh overtake it in the queue. */
    public void submissionReadyAgain(String submissionId) {
        jms.createProducer().setPriority(PRIORITY_OF_REPEATS).send(submissions, submissionId);
    }

    /**
     * A message that was given up, once more.
     *
     * @param queue one of {@link #DELIVERIES}, {@link #SUBMISSIONS} and {@link #NOTIFICATIONS}
     */
    public void sendAgain(String queue, String text, Optional<String> key) {
        TextMessage message = jms.createTextMessage(text);
        try {
            if (key.isPresent()) {
                message.setStringProperty(KEY, key.get());
            }
        } catch (JMSException e) {
            throw new IllegalStateException("the message takes no key", e);
        }
        jms.createProducer().send(named(queue), message);
    }

    private Queue named(String queue) {
        return switch (queue) {
            case DELIVERIES -> deliveries;
            case SUBMISSIONS -> submissions;
            case NOTIFICATIONS -> notifications;
            default -> throw new IllegalArgumentException("no queue of Mailroom is named " + queue);
        };
    }
}

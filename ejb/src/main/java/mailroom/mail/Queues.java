package mailroom.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/**
 * Wakes the workers. A message carries nothing but a row's id and belongs to the caller's transaction; if one is lost,
 * {@code MailTimers} finds the row again.
 */
@ApplicationScoped
public class Queues {

    public static final String DELIVERIES = "jms/mailroom/deliveries";
    public static final String SUBMISSIONS = "jms/mailroom/submissions";
    public static final String NOTIFICATIONS = "jms/mailroom/notifications";
    public static final String CONNECTION_FACTORY = "jms/mailroom/connectionFactory";

    private static final int PRIORITY_OF_REPEATS = 1;

    @Inject
    @JMSConnectionFactory(CONNECTION_FACTORY)
    JMSContext jms;

    @Resource(lookup = DELIVERIES)
    Queue deliveries;

    @Resource(lookup = SUBMISSIONS)
    Queue submissions;

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
}

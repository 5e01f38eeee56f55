package mailroom.camel.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.GivenUpMessages;
import mailroom.mail.GivenUpMessages.Content;
import mailroom.mail.Meters;
import mailroom.mail.Queues;

/**
 * Receives a message of a queue. While the database is away its listener waits and takes no other message, and no
 * redelivery is used up; any other error is tried again after each of {@link #PAUSES}. What then still fails, or can
 * never succeed, is an incident that keeps the message.
 */
@ApplicationScoped
public class Reception {

    static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private static final System.Logger LOG = System.getLogger(Reception.class.getName());

    private final DatabaseWait database;
    private final ServerStop stop;
    private final GivenUpMessages givenUp;
    private final Incidents incidents;
    private final Meters meters;
    private final List<Duration> pauses;

    Reception() {
        this(null, null, null, null, null);
    }

    @Inject
    public Reception(
            DatabaseWait database, ServerStop stop, GivenUpMessages givenUp, Incidents incidents, Meters meters) {
        this(database, stop, givenUp, incidents, meters, PAUSES);
    }

    Reception(
            DatabaseWait database,
            ServerStop stop,
            GivenUpMessages givenUp,
            Incidents incidents,
            Meters meters,
            List<Duration> pauses) {
        this.database = database;
        this.stop = stop;
        this.givenUp = givenUp;
        this.incidents = incidents;
        this.meters = meters;
        this.pauses = pauses;
    }

    /** What is done with a message's text; it may be done again. */
    @FunctionalInterface
    public interface Work {

        /** @throws Refused if it can never succeed */
        void take(String text);
    }

    /** @throws RuntimeException where the server stops; the broker keeps the message */
    public void receive(String queue, Message message, Work work) {
        Optional<String> text = textOf(message);
        if (text.isEmpty()) {
            unreadable(queue);
            return;
        }
        try {
            take(text.get(), work);
        } catch (Refused refused) {
            keep(refused.kind(), refused.getMessage(), new Content(queue, keyOf(message), text.get()));
        } catch (RuntimeException e) {
            if (stop.hasBegun()) {
                throw e;
            }
            LOG.log(System.Logger.Level.ERROR, "a message of " + queue + " is given up", e);
            String reason = "an error of Mailroom itself, " + (pauses.size() + 1) + " times; the log has it";
            keep(IncidentKind.MESSAGE_GIVEN_UP, reason, new Content(queue, keyOf(message), text.get()));
        }
    }

    private void take(String text, Work work) {
        for (int pause = 0; ; pause++) {
            try {
                database.through(() -> work.take(text));
                return;
            } catch (Refused refused) {
                throw refused;
            } catch (RuntimeException e) {
                if (pause == pauses.size() || stop.comesWithin(pauses.get(pause))) {
                    throw e;
                }
            }
        }
    }

    void keep(IncidentKind kind, String reason, Content message) {
        database.through(() -> givenUp.keep(kind, reason, message));
        meters.incident(kind);
    }

    void unreadable(String queue) {
        database.through(
                () -> incidents.record(IncidentKind.UNREADABLE_MESSAGE, Optional.empty(), queue, "it is no text"));
        meters.incident(IncidentKind.UNREADABLE_MESSAGE);
    }

    static Optional<String> textOf(Message message) {
        try {
            return message instanceof TextMessage text ? Optional.ofNullable(text.getText()) : Optional.empty();
        } catch (JMSException unreadable) {
            return Optional.empty();
        }
    }

    /** Of its property, else its own id, so that a message that comes again is the same. */
    public static Optional<String> keyOf(Message message) {
        try {
            return Optional.ofNullable(message.getStringProperty(Queues.KEY)).or(() -> messageId(message));
        } catch (JMSException unreadable) {
            return messageId(message);
        }
    }

    private static Optional<String> messageId(Message message) {
        try {
            return Optional.ofNullable(message.getJMSMessageID());
        } catch (JMSException unreadable) {
            return Optional.empty();
        }
    }
}

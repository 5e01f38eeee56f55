package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;

/** What was given up of the queues, kept as it came beside its incident, so that it can be sent again. */
@ApplicationScoped
@Transactional
public class GivenUpMessages {

    /** A message off a queue; the key is the one under which it was or would have been accepted. */
    public record Content(String queue, Optional<String> key, String text) {}

    /** What became of the wish to send a message again. */
    public enum Replay {
        SENT,
        SENT_BEFORE,
        UNKNOWN
    }

    private final Database database;
    private final Incidents incidents;
    private final Queues queues;
    private final Clock clock;

    GivenUpMessages() {
        this(null, null, null, null);
    }

    @Inject
    public GivenUpMessages(Database database, Incidents incidents, Queues queues) {
        this(database, incidents, queues, Clock.systemUTC());
    }

    public GivenUpMessages(Database database, Incidents incidents, Queues queues, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.queues = queues;
        this.clock = clock;
    }

    /** Writes the incident and, where the message has a text, that too; returns the incident's id. */
    public long keep(IncidentKind kind, String reason, Content message) {
        long incident = incidents.recordAs(kind, Optional.empty(), message.queue(), reason);
        database.jdbi().useHandle(handle -> handle.createUpdate("insert into given_up_message"
                        + " (incident_id, queue, idempotency_key, content) values (:incident, :queue, :key, :content)")
                .bind("incident", incident)
                .bind("queue", message.queue())
                .bind("key", message.key().orElse(null))
                .bind("content", message.text().getBytes(StandardCharsets.UTF_8))
                .execute());
        return incident;
    }

    /** Sends the message of an incident to its queue again, once. */
    public Replay replay(long incident) {
        Optional<Content> message = find(incident);
        if (message.isEmpty()) {
            return Replay.UNKNOWN;
        }
        int first = database.jdbi().withHandle(handle -> handle.createUpdate(
                        "update given_up_message set replayed_at = :now where incident_id = :incident and replayed_at is null")
                .bind("now", clock.millis())
                .bind("incident", incident)
                .execute());
        if (first == 0) {
            return Replay.SENT_BEFORE;
        }
        queues.sendAgain(
                message.get().queue(), message.get().text(), message.get().key());
        return Replay.SENT;
    }

    /** The message that an incident is about, if it was kept. */
    public Optional<Content> find(long incident) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select queue, idempotency_key, content from given_up_message where incident_id = :incident")
                .bind("incident", incident)
                .map((row, context) -> new Content(
                        row.getString("queue"),
                        Optional.ofNullable(row.getString("idempotency_key")),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8)))
                .findOne());
    }
}

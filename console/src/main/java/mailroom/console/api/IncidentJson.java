package mailroom.console.api;

import java.time.Instant;
import mailroom.incident.Incidents.Incident;

/**
 * @param at when it happened first
 * @param subject which thing: a folder and UID, a mail's id, a destination
 * @param count how often it happened
 */
public record IncidentJson(
        long id, Instant at, String kind, String mailbox, String subject, String message, long count, Instant lastAt) {

    static IncidentJson of(Incident incident) {
        return new IncidentJson(
                incident.id(),
                incident.at(),
                incident.kind(),
                incident.mailbox().orElse(null),
                incident.subject(),
                incident.message(),
                incident.count(),
                incident.lastAt());
    }
}

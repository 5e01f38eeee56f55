package mailroom.camel.queue;

import mailroom.incident.IncidentKind;

/** A message that would be refused each time; the text says why, for a person. */
public final class Refused extends RuntimeException {

    private final IncidentKind kind;

    /** @param kind of the incident */
    public Refused(IncidentKind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    IncidentKind kind() {
        return kind;
    }
}

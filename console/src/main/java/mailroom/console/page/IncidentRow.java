package mailroom.console.page;

import java.time.Instant;
import mailroom.mail.Incidents.Incident;

/** An incident on the page. */
public final class IncidentRow {

    private final Incident incident;
    private final Instant now;

    IncidentRow(Incident incident, Instant now) {
        this.incident = incident;
        this.now = now;
    }

    public String getTime() {
        return Shown.ago(incident.at(), now);
    }

    public String getExact() {
        return Shown.exact(incident.at());
    }

    public String getKind() {
        return Shown.words(incident.kind());
    }

    public String getMailbox() {
        return incident.mailbox().orElse("");
    }

    public String getSubject() {
        return Shown.text(incident.subject());
    }

    public String getMessage() {
        return Shown.text(incident.message());
    }
}

package mailroom.console.page;

import java.time.Instant;
import mailroom.incident.Incidents.Incident;

/** Shows an incident on the page. */
public final class IncidentOnPage {

    private final Incident incident;
    private final Instant now;

    IncidentOnPage(Incident incident, Instant now) {
        this.incident = incident;
        this.now = now;
    }

    public String getTime() {
        return Shown.ago(incident.lastAt(), now);
    }

    public String getExact() {
        return Shown.exact(incident.lastAt());
    }

    public String getKind() {
        String kind = Shown.words(incident.kind());
        return incident.count() == 1 ? kind : kind + ", " + incident.count() + " times";
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

package mailroom.batch.routing;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.outbound.Outbox;
import mailroom.outbound.redirect.RedirectRefused;

/** Redirects of routed mail. One that the outbox refuses is an incident and stops nothing else. */
@Dependent
public class Redirects {

    private final Outbox outbox;
    private final Incidents incidents;

    @Inject
    public Redirects(Outbox outbox, Incidents incidents) {
        this.outbox = outbox;
        this.incidents = incidents;
    }

    void redirect(long mail, String mailbox, String address) {
        try {
            outbox.redirect(mail, mailbox, address);
        } catch (RedirectRefused e) {
            incidents.record(IncidentKind.REDIRECT_REFUSED, Optional.of(mailbox), "mail " + mail, e.getMessage());
        }
    }
}

package mailroom.batch;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import mailroom.mail.Incidents;

/** Redirects of routed mail. One that cannot be accepted is an incident and stops nothing else. */
@Dependent
public class Redirects {

    private final Incidents incidents;

    @Inject
    public Redirects(Incidents incidents) {
        this.incidents = incidents;
    }

    void redirect(long mail, String mailbox, String address) {
        incidents.record("redirect-refused", Optional.of(mailbox), "mail " + mail, "redirects are not accepted yet");
    }
}

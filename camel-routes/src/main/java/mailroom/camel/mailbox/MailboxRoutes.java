package mailroom.camel.mailbox;

import mailroom.intake.Intake;
import mailroom.schedule.Jobs;
import org.apache.camel.CamelContext;

/** The routes of the mailboxes in the one Camel context. */
final class MailboxRoutes {

    private final CamelContext camel;
    private final Intake intake;
    private final Jobs jobs;

    MailboxRoutes(CamelContext camel, Intake intake, Jobs jobs) {
        this.camel = camel;
        this.intake = intake;
        this.jobs = jobs;
    }

    void add(String mailbox) throws Exception {
        camel.addRoutes(new MailboxInRoute(mailbox, intake, jobs));
    }

    void remove(String mailbox) throws Exception {
        String routeId = MailboxInRoute.routeIdOf(mailbox);
        camel.getRouteController().stopRoute(routeId);
        camel.removeRoute(routeId);
        camel.removeEndpoints(MailboxInRoute.uriOf(mailbox));
    }

    void stop(String mailbox) {
        try {
            camel.getRouteController().stopRoute(MailboxInRoute.routeIdOf(mailbox));
        } catch (Exception e) {
            throw new IllegalStateException("mailbox " + mailbox + " does not pause", e);
        }
    }

    void start(String mailbox) {
        try {
            camel.getRouteController().startRoute(MailboxInRoute.routeIdOf(mailbox));
        } catch (Exception e) {
            throw new IllegalStateException("mailbox " + mailbox + " does not resume", e);
        }
    }
}

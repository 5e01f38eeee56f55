package mailroom.camel.mailbox;

import java.io.IOException;
import mailroom.camel.mailbox.fetch.ReadWindow;
import mailroom.intake.Intake;
import mailroom.schedule.Jobs;
import org.apache.camel.builder.RouteBuilder;

/** Stores each window that a mailbox shows and then wakes the jobs that understand it. */
final class MailboxInRoute extends RouteBuilder {

    private final String mailbox;
    private final Intake intake;
    private final Jobs jobs;

    MailboxInRoute(String mailbox, Intake intake, Jobs jobs) {
        this.mailbox = mailbox;
        this.intake = intake;
        this.jobs = jobs;
    }

    static String routeIdOf(String mailbox) {
        return "mailbox-in-" + mailbox;
    }

    static String uriOf(String mailbox) {
        return "mailbox:" + mailbox;
    }

    @Override
    public void configure() {
        from(uriOf(mailbox))
                .routeId(routeIdOf(mailbox))
                .removeHeaders("*")
                .process(exchange -> store(exchange.getIn().getMandatoryBody(ReadWindow.class)))
                .process(exchange -> jobs.wake(mailbox));
    }

    private void store(ReadWindow read) throws IOException {
        intake.store(read.window(), read.highestUid());
    }
}

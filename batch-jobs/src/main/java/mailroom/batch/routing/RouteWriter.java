package mailroom.batch.routing;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import mailroom.batch.Runs;
import mailroom.database.Database;
import mailroom.mail.FurtherMailboxes;
import mailroom.mail.MailState;
import mailroom.mail.Progress;
import mailroom.mail.Progress.Reached;
import mailroom.routing.Deliveries;
import mailroom.routing.DeliveryAction;
import mailroom.routing.DeliveryRequest;
import mailroom.routing.sieve.RoutingAction;
import mailroom.routing.sieve.SieveScripts;

/** Writes a chunk's deliveries and redirects, whose ids go to the queues in the chunk's transaction, and moves the mails on. */
@Named
@Dependent
public class RouteWriter extends AbstractItemWriter {

    private final Database database;
    private final Progress progress;
    private final Deliveries deliveries;
    private final Redirects redirects;
    private final SieveScripts scripts;
    private final String mailbox;

    @Inject
    public RouteWriter(
            Database database,
            Progress progress,
            Deliveries deliveries,
            Redirects redirects,
            SieveScripts scripts,
            @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.database = database;
        this.progress = progress;
        this.deliveries = deliveries;
        this.redirects = redirects;
        this.scripts = scripts;
        this.mailbox = mailbox;
    }

    @Override
    public void writeItems(List<Object> items) {
        List<Routable.Decided> decided = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Routable.Kept kept) {
                keep(kept.archived());
            } else if (item instanceof Routable.Decided mail) {
                decided.add(mail);
            }
        }
        if (!decided.isEmpty()) {
            request(decided);
            moveOn(decided);
        }
    }

    private void keep(Reached archived) {
        progress.routedUpTo(mailbox, archived);
        database.jdbi().useHandle(handle -> FurtherMailboxes.allRouted(handle, mailbox));
    }

    private void request(List<Routable.Decided> decided) {
        List<DeliveryRequest> wanted = new ArrayList<>();
        for (Routable.Decided mail : decided) {
            for (RoutingAction action : mail.actions()) {
                if (action instanceof RoutingAction.Pipe pipe) {
                    add(wanted, mail, DeliveryAction.PIPE, pipe.destination());
                } else if (action instanceof RoutingAction.FileInto copy) {
                    add(wanted, mail, DeliveryAction.FILEINTO, copy.folder());
                } else if (action instanceof RoutingAction.Redirect redirect) {
                    redirects.redirect(mail.row(), mailbox, redirect.address());
                }
            }
        }
        if (!wanted.isEmpty()) {
            deliveries.accept(wanted);
        }
    }

    private void add(List<DeliveryRequest> wanted, Routable.Decided mail, DeliveryAction action, String destination) {
        boolean writable = destination.indexOf('\0') < 0; // PostgreSQL has no such character
        if (destination.isBlank() || destination.length() > DeliveryRequest.LONGEST_DESTINATION || !writable) {
            scripts.failed(
                    mailbox,
                    "a destination has 1 to " + DeliveryRequest.LONGEST_DESTINATION + " characters, none of them NUL");
        } else {
            wanted.add(new DeliveryRequest(mail.row(), mailbox, action, destination));
        }
    }

    private void moveOn(List<Routable.Decided> decided) {
        List<Routable.Decided> own =
                decided.stream().filter(mail -> !mail.further()).toList();
        if (!own.isEmpty()) {
            Reached last = new Reached(own.get(own.size() - 1).row(), own.size());
            progress.moved(mailbox, MailState.ROUTED, own.get(0).row(), last, 0);
        }
        if (own.size() < decided.size()) {
            List<Long> further = decided.stream()
                    .filter(Routable.Decided::further)
                    .map(Routable.Decided::row)
                    .toList();
            database.jdbi().useHandle(handle -> FurtherMailboxes.routed(handle, mailbox, further));
        }
    }
}

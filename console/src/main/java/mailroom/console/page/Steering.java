package mailroom.console.page;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.function.BooleanSupplier;
import mailroom.audit.Audit;
import mailroom.mailbox.MailboxControl;
import mailroom.routing.Deliveries;
import mailroom.schedule.Jobs;

/** The page's buttons. Who may not steer is refused here too, whatever the page has shown. */
@Named
@RequestScoped
public class Steering {

    private static final System.Logger LOG = System.getLogger(Steering.class.getName());

    @Inject
    Viewer viewer;

    @Inject
    Audit audit;

    @Inject
    Instance<MailboxControl> mailboxes;

    @Inject
    Instance<Jobs> jobs;

    @Inject
    Deliveries deliveries;

    public void sync(String mailbox) {
        steer("sync-mailbox", mailbox, () -> mailboxes.get().sync(mailbox));
    }

    public void pause(String mailbox) {
        steer("pause-mailbox", mailbox, () -> mailboxes.get().pause(mailbox));
    }

    public void resume(String mailbox) {
        steer("resume-mailbox", mailbox, () -> mailboxes.get().resume(mailbox));
    }

    public void retry(long delivery) {
        steer("retry-delivery", Long.toString(delivery), () -> deliveries.retry(delivery));
    }

    public void restart(long execution) {
        steer("restart-job", Long.toString(execution), () -> jobs.get().restart(execution) != null);
    }

    public void stop(long execution) {
        steer("stop-job", Long.toString(execution), () -> jobs.get().stop(execution) != null);
    }

    private void steer(String action, String object, BooleanSupplier step) {
        if (!viewer.isSteering()) {
            tell(FacesMessage.SEVERITY_ERROR, "You have no role that allows this");
            return;
        }
        String words = Shown.words(action) + " " + object;
        try {
            audit.record(viewer.getName(), action, object);
            boolean done = step.getAsBoolean();
            tell(
                    done ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_WARN,
                    done ? words + ": asked" : words + ": not possible any more");
        } catch (RuntimeException e) {
            LOG.log(WARNING, words + " failed", e);
            tell(FacesMessage.SEVERITY_ERROR, words + " failed; the log says why");
        }
    }

    private static void tell(FacesMessage.Severity severity, String sentence) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, sentence, null));
    }
}

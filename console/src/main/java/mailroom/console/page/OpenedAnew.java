package mailroom.console.page;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.faces.event.PhaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Opens a page anew whose state cannot be read, be it from before a restart of the server or made up: nothing has been
 * done by then, and the error itself would name what the server is made of.
 */
final class OpenedAnew extends ExceptionHandlerWrapper {

    private static final System.Logger LOG = System.getLogger(OpenedAnew.class.getName());

    OpenedAnew(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> events =
                getUnhandledExceptionQueuedEvents().iterator();
        while (events.hasNext()) {
            ExceptionQueuedEventContext error = events.next().getContext();
            if (PhaseId.RESTORE_VIEW.equals(error.getPhaseId())
                    || error.getContext().getViewRoot() == null) {
                events.remove();
                LOG.log(System.Logger.Level.DEBUG, "a page's state cannot be read", error.getException());
                openAnew(error.getContext());
            }
        }
        super.handle();
    }

    private static void openAnew(FacesContext faces) {
        ExternalContext external = faces.getExternalContext();
        try {
            external.redirect(external.getRequestContextPath() + "/");
            faces.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

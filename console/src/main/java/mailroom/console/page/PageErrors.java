package mailroom.console.page;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Puts {@link OpenedAnew} before what Faces itself does with errors. */
public class PageErrors extends ExceptionHandlerFactory {

    public PageErrors(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new OpenedAnew(getWrapped().getExceptionHandler());
    }
}

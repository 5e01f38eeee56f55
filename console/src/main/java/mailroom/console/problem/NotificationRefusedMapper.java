package mailroom.console.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import mailroom.notification.NotificationRefused;

/** 400, naming the field and what is allowed. */
@Provider
public class NotificationRefusedMapper implements ExceptionMapper<NotificationRefused> {

    @Override
    public Response toResponse(NotificationRefused refused) {
        String allowed = refused.getMessage().substring(refused.field().length() + ": ".length());
        return Problem.inParameter(refused.field(), allowed).response();
    }
}

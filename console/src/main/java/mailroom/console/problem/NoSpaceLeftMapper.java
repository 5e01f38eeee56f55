package mailroom.console.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import mailroom.disk.NoSpaceLeft;

/** 503: nothing is accepted while the disk is full; the same call works once there is room. */
@Provider
public class NoSpaceLeftMapper implements ExceptionMapper<NoSpaceLeft> {

    private static final int RETRY_AFTER_SECONDS = 30;

    @Override
    public Response toResponse(NoSpaceLeft full) {
        return Response.fromResponse(Problem.of(503, full.withoutPath()).response())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}

package mailroom.console.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import mailroom.outbound.IdempotencyConflict;

/** 422: the key belongs to another content. */
@Provider
public class IdempotencyConflictMapper implements ExceptionMapper<IdempotencyConflict> {

    @Override
    public Response toResponse(IdempotencyConflict conflict) {
        return Problem.of(Problem.UNPROCESSABLE, conflict.getMessage()).response();
    }
}

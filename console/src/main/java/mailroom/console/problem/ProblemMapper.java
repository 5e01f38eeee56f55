package mailroom.console.problem;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mailroom.database.Outages;

/** Every exception of the API as a problem; what is inside an unexpected one stays in the log, under a reference. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);
    private static final int MOST_CAUSES = 20;
    private static final int RETRY_SECONDS = 10;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            Optional<Response> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        String reference = UUID.randomUUID().toString();
        LOG.log(ERROR, "request failed, reference " + reference, thrown);
        return Problem.of(500, "Mailroom could not answer; its log says why under the reference " + reference)
                .response();
    }

    private static Optional<Response> known(Throwable thrown) {
        if (thrown instanceof WebApplicationException web
                && isOurs(web.getResponse().getStatus())) {
            return Optional.of(withProblem(web.getResponse()));
        }
        return Outages.reason(thrown).map(why -> Problem.unavailableResponse(why, RETRY_SECONDS));
    }

    private static boolean isOurs(int status) {
        return status < 500 || status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
    }

    private static Response withProblem(Response answer) {
        MediaType type = answer.getMediaType();
        if (answer.getStatus() < 400 || type != null && Problem.MEDIA_TYPE.equals(type.toString())) {
            return answer;
        }
        var problem = Response.fromResponse(
                Problem.of(answer.getStatus(), sentence(answer.getStatus())).response());
        KEPT_HEADERS.stream()
                .filter(name -> answer.getHeaderString(name) != null)
                .forEach(name -> problem.header(name, answer.getHeaderString(name)));
        return problem.build();
    }

    /** What a person can do about an error that the container found. */
    public static String sentence(int status) {
        return switch (status) {
            case 400 -> "the request cannot be read";
            case 401 -> "log in with HTTP Basic as a user of the server's registry";
            case 403 -> "this user has no role that allows this";
            case 404 -> "there is nothing at this address";
            case 405 -> "this address does not know that method; Allow says which it knows";
            case 406 -> "this address answers in another media type than Accept asks for";
            case 408 -> "the request's body did not come in time";
            case 413 -> "the request's body is too long";
            case 415 -> "this address does not take that Content-Type";
            case 503 -> "Mailroom cannot do this just now; try again later";
            case Problem.TOO_MANY -> "too many failed logins; try again in a minute";
            default -> status < 500 ? "the request is refused" : "Mailroom could not answer; its log says why";
        };
    }
}

package mailroom.console.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param detail one sentence for a person, without anything of the server's inside
 * @param parameter which of the request's parameters or fields is wrong
 * @param allowed what it may be
 */
public record Problem(int status, String title, String detail, Optional<String> parameter, Optional<String> allowed) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static final int UNPROCESSABLE = 422;
    public static final int TOO_MANY = 429;

    public static Problem of(int status, String detail) {
        return new Problem(status, titleOf(status), detail, Optional.empty(), Optional.empty());
    }

    public static Problem inParameter(String name, String allowed) {
        String detail = name + ": allowed is " + allowed;
        return new Problem(400, titleOf(400), detail, Optional.of(name), Optional.of(allowed));
    }

    public static WebApplicationException badParameter(String name, String allowed) {
        return inParameter(name, allowed).thrown();
    }

    public static WebApplicationException notFound(String what) {
        return of(404, "there is no " + what).thrown();
    }

    /** 503 with the seconds after which it may be tried again. */
    public static WebApplicationException unavailable(String why, int retryAfterSeconds) {
        return new WebApplicationException(why, unavailableResponse(why, retryAfterSeconds));
    }

    public static Response unavailableResponse(String why, int retryAfterSeconds) {
        return Response.fromResponse(of(503, why).response())
                .header(HttpHeaders.RETRY_AFTER, retryAfterSeconds)
                .build();
    }

    public static WebApplicationException conflict(String why) {
        return of(409, why).thrown();
    }

    public WebApplicationException thrown() {
        return new WebApplicationException(detail, response());
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }

    public String json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        parameter.ifPresent(name -> json.add("parameter", name));
        allowed.ifPresent(values -> json.add("allowed", values));
        return json.build().toString();
    }

    private static String titleOf(int status) {
        return switch (status) {
            case UNPROCESSABLE -> "Unprocessable Content";
            default ->
                Optional.ofNullable(Response.Status.fromStatusCode(status))
                        .map(Response.Status::getReasonPhrase)
                        .orElse("Error");
        };
    }
}

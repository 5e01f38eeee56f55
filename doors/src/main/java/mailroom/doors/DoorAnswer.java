package mailroom.doors;

import com.ibm.websphere.security.WebTrustAssociationFailedException;
import com.ibm.wsspi.security.tai.TAIResult;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A refusal as problem details (RFC 9457), written where no application has seen the request. */
enum DoorAnswer {
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "log in with HTTP Basic as somebody who may see Mailroom's metrics, or give the scrapers' token"),
    FORBIDDEN(403, "Forbidden", "this user may not see Mailroom's metrics"),
    TOO_MANY(429, "Too Many Requests", "too many wrong passwords; wait as long as Retry-After says");

    private final int status;
    private final String title;
    private final String detail;

    DoorAnswer(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    TAIResult send(HttpServletResponse response) throws WebTrustAssociationFailedException {
        response.setStatus(status);
        response.setContentType("application/problem+json;charset=UTF-8");
        byte[] body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail)
                .getBytes(StandardCharsets.UTF_8);
        try {
            if (status == UNAUTHORIZED.status) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"Mailroom\"");
            }
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            // nobody is there to be told
        }
        return TAIResult.create(status);
    }

    TAIResult send(HttpServletResponse response, long retryAfterSeconds) throws WebTrustAssociationFailedException {
        response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
        return send(response);
    }
}

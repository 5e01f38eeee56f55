package mailroom.console.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.console.problem.Problem;

/**
 * Refuses what the library that finds the call would break at: addresses with characters that RFC 3986 wants written as
 * {@code %XX}, and a Host or an Accept that is none. Whatever is asked of the body afterwards tells a client that has gone from a
 * fault of ours.
 */
@Provider
@PreMatching
public class ReadableRequest implements ContainerRequestFilter {

    private static final String WRITTEN =
            "text whose other characters are written as %XX, by two hexadecimal digits (RFC 3986)";
    private static final Pattern WEIGHT = Pattern.compile("(?i);\\s*q\\s*=\\s*\"?([^;,\"]*)");
    private static final int LONGEST_NAME = 40;

    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        requireReadable(request.getRequestURI(), request.getQueryString());
        requireHost(context);
        Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).forEach(ReadableRequest::requireWeights);
        context.setEntityStream(new ArrivingBody(context.getEntityStream()));
    }

    /** @param query null if there is none */
    static void requireReadable(String path, String query) {
        if (!isReadable(path)) {
            throw Problem.badParameter("path", WRITTEN);
        }
        if (query != null) {
            for (String parameter : query.split("&")) {
                if (!isReadable("/?" + parameter)) {
                    throw Problem.badParameter(nameIn(parameter), WRITTEN);
                }
            }
        }
    }

    private static String nameIn(String parameter) {
        String name = parameter.split("=", 2)[0];
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static boolean isReadable(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void requireHost(ContainerRequestContext context) {
        try {
            context.getUriInfo().getRequestUri();
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter(
                    HttpHeaders.HOST, "a host and, where it is another than usual, a port (RFC 9110)");
        }
    }

    /** @param accept null if there is none */
    static void requireWeights(String accept) {
        Matcher weights = WEIGHT.matcher(accept == null ? "" : accept);
        while (weights.find()) {
            if (!weights.group(1).strip().matches("0?\\.[0-9]+|0\\.?|1(\\.0*)?")) {
                throw Problem.badParameter(HttpHeaders.ACCEPT, "media types with weights from 0 to 1 (RFC 9110)");
            }
        }
    }
}

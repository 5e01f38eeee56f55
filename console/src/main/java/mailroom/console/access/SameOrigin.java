package mailroom.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import mailroom.console.problem.Problem;

/**
 * Refuses what a page of another site makes a browser send: {@code Sec-Fetch-Site} and {@code Origin} must name this
 * site on each request that changes something. Programs send neither.
 */
public class SameOrigin extends HttpFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int USUAL_PORT = 80;
    private static final int USUAL_PORT_OF_TLS = 443;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean allowed = READING.contains(request.getMethod())
                || isOwn(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), authority(request));
        if (allowed) {
            chain.doFilter(request, response);
        } else {
            ServletAnswer.problem(response, Problem.of(403, "a page of another site may not change anything here"));
        }
    }

    /** By HTTP/2, which browsers speak over TLS, a request has no Host but a pseudo-header that the container alone sees. */
    static String authority(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        String name = request.getServerName();
        String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        int usual = request.isSecure() ? USUAL_PORT_OF_TLS : USUAL_PORT;
        return request.getServerPort() == usual ? literal : literal + ":" + request.getServerPort();
    }

    static boolean isOwn(String fetchSite, String origin, String host) {
        return (fetchSite == null || OWN_SITE.contains(fetchSite)) && (origin == null || isOf(origin, host));
    }

    private static boolean isOf(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

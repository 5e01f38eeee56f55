package mailroom.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import mailroom.console.problem.Problem;

/** Plain HTTP is served to this machine only: passwords do not cross a network in clear text. */
public class TlsUnlessLoopback extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isSecure() || isLoopback(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            ServletAnswer.problem(response, Problem.of(403, "plain HTTP is served to this machine only: use HTTPS"));
        }
    }

    /** @param address numeric, as the container gives it, so that no name is ever looked up */
    static boolean isLoopback(String address) throws IOException {
        return address.matches("[0-9a-fA-F.:%]+")
                && InetAddress.getByName(address).isLoopbackAddress();
    }
}

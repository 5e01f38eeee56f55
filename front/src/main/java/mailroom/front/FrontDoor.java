package mailroom.front;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import mailroom.refusal.Refusal;

/** Leads from {@code /} to the console; whatever else comes here has an address that nothing answers. */
public class FrontDoor extends HttpServlet {

    private static final String CONSOLE = "/mailroom/";
    /** The console's address without its last stroke comes here where the server mixes it up with one that has parameters. */
    private static final Set<String> LEADING_TO_IT = Set.of("/", "/mailroom");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            send(request, response, status instanceof Integer code ? code : 500);
        } else if (!LEADING_TO_IT.contains(request.getRequestURI())) {
            send(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else if (READING.contains(request.getMethod())) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", CONSOLE);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            send(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        Refusal refusal = Refusal.of(status);
        boolean page = Refusal.isPageWanted(request.getHeader("Accept"));
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", Refusal.POLICY);
        response.setContentType(page ? Refusal.PAGE_TYPE : Refusal.PROBLEM_TYPE);
        byte[] body = (page ? refusal.page() : refusal.problem()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

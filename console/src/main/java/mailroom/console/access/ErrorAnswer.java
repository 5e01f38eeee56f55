package mailroom.console.access;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mailroom.console.api.Problem;
import mailroom.console.api.ProblemMapper;

/** What the container itself refuses, as a problem instead of a page with a stack trace. Counts wrong passwords. */
public class ErrorAnswer extends HttpServlet {

    private static final int UNAUTHORIZED = HttpServletResponse.SC_UNAUTHORIZED;
    private static final int TOO_MANY = 429;

    @Inject
    transient FailedLogins failedLogins;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = status(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", SecurityHeaders.NOTHING_RUNS);
        response.setHeader("Cache-Control", "no-store");
        Refusal.send(response, Problem.of(status, ProblemMapper.sentence(status)));
    }

    private int status(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return HttpServletResponse.SC_NOT_FOUND;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        return status == UNAUTHORIZED && Credentials.given(request) ? counted(request, response) : status;
    }

    private int counted(HttpServletRequest request, HttpServletResponse response) {
        String address = request.getRemoteAddr();
        String user = Credentials.user(request);
        if (failedLogins.tooMany(address, user)) {
            response.setHeader("Retry-After", Long.toString(FailedLogins.WINDOW.toSeconds()));
            return TOO_MANY;
        }
        failedLogins.failed(address, user);
        return UNAUTHORIZED;
    }
}

package mailroom.console.access;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import mailroom.console.problem.Problem;
import mailroom.console.problem.ProblemMapper;
import mailroom.database.Outages;
import mailroom.firststart.FirstLogin;
import mailroom.refusal.Refusal;

/** What the container itself refuses, as a problem, or a page of ours for browsers. */
public class ErrorAnswer extends HttpServlet {

    private static final int UNAUTHORIZED = HttpServletResponse.SC_UNAUTHORIZED;

    private static final String AFTER_OUTAGE_SECONDS = "10";

    private static final String NOT_YET =
            "the administrator's first password is not in force yet; try again in a second";

    @Inject
    transient FirstLogin firstLogin;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = problem(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        if (Refusal.isPageWanted(request.getHeader("Accept"))) {
            response.setHeader("Content-Security-Policy", Refusal.POLICY);
            ServletAnswer.page(response, new Refusal(problem.status(), problem.title(), problem.detail()));
        } else {
            response.setHeader("Content-Security-Policy", SecurityHeaders.NOTHING_RUNS);
            ServletAnswer.problem(response, problem);
        }
    }

    private Problem problem(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return of(HttpServletResponse.SC_NOT_FOUND);
        }
        Optional<String> outage = Outages.reasonInCauses(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        if (outage.isPresent()) {
            response.setHeader("Retry-After", AFTER_OUTAGE_SECONDS);
            return Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, outage.get());
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        return status == UNAUTHORIZED && Credentials.given(request) ? wrongPassword(request, response) : of(status);
    }

    private Problem wrongPassword(HttpServletRequest request, HttpServletResponse response) {
        String user = Credentials.user(request);
        if (firstLogin.cameTooSoon(user, Credentials.password(request))) {
            CountedLogins.forgive(request.getRemoteAddr(), user);
            response.setHeader("Retry-After", "1");
            return Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, NOT_YET);
        }
        return of(UNAUTHORIZED);
    }

    private static Problem of(int status) {
        return Problem.of(status, ProblemMapper.sentence(status));
    }
}

package mailroom.console.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mailroom.console.api.Problem;
import mailroom.console.api.ProblemMapper;

/** A right password after too many wrong ones waits too; {@link ErrorAnswer} counts the wrong ones. */
public class LoginLimit extends HttpFilter {

    private static final int TOO_MANY = 429;

    @Inject
    transient FailedLogins failedLogins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (failedLogins.tooMany(request.getRemoteAddr(), Credentials.user(request))) {
            response.setHeader("Retry-After", Long.toString(FailedLogins.WINDOW.toSeconds()));
            Answer.problem(response, Problem.of(TOO_MANY, ProblemMapper.sentence(TOO_MANY)));
        } else {
            chain.doFilter(request, response);
        }
    }
}

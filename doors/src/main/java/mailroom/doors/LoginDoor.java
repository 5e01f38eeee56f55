package mailroom.doors;

import com.ibm.websphere.security.WebTrustAssociationFailedException;
import com.ibm.wsspi.security.tai.TAIResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Answers who has to wait before Liberty looks at the password, at each address of the server: 429 with Retry-After; and
 * lets in whose password was right a moment ago. Asked only where there is no valid session.
 */
public final class LoginDoor extends Door {

    /** Set where the password was right a moment ago, so that it is not asked again when it no longer is. */
    private static final String RIGHT = "mailroom.doors.right";

    @Override
    public int initialize(Properties properties) {
        Logins.show();
        return 0;
    }

    @Override
    public boolean isTargetInterceptor(HttpServletRequest request) {
        return BasicLogin.of(request)
                .filter(login -> wait(request, login).isPresent() || isRight(request, login))
                .isPresent();
    }

    private static Optional<Duration> wait(HttpServletRequest request, BasicLogin login) {
        return Logins.GUARD.wait(Client.of(request), BasicLogin.folded(login.user()));
    }

    /** The metrics have a door of their own, which asks who may read them. */
    private static boolean isRight(HttpServletRequest request, BasicLogin login) {
        boolean right = !MetricsDoor.isForMetrics(request) && Logins.RIGHT.has(login);
        request.setAttribute(RIGHT, right ? login.user() : null);
        return right;
    }

    @Override
    public TAIResult negotiateValidateandEstablishTrust(HttpServletRequest request, HttpServletResponse response)
            throws WebTrustAssociationFailedException {
        Optional<Duration> wait = BasicLogin.of(request).flatMap(login -> refusal(request, login));
        if (wait.isEmpty() && request.getAttribute(RIGHT) instanceof String user) {
            return TAIResult.create(HttpServletResponse.SC_OK, user);
        }
        return DoorAnswer.TOO_MANY.send(response, wait.orElse(Duration.ZERO).toSeconds() + 1);
    }

    private static Optional<Duration> refusal(HttpServletRequest request, BasicLogin login) {
        return Logins.GUARD.refusal(Client.of(request), BasicLogin.folded(login.user()));
    }
}

package mailroom.doors;

import com.ibm.websphere.security.WebTrustAssociationFailedException;
import com.ibm.wsspi.security.tai.TAIResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Answers who has to wait before Liberty looks at the password, at each address of the server: 429 with Retry-After. Asked
 * only where there is no valid session.
 */
public final class LoginDoor extends Door {

    @Override
    public int initialize(Properties properties) {
        Logins.show();
        return 0;
    }

    @Override
    public boolean isTargetInterceptor(HttpServletRequest request) {
        return BasicLogin.of(request)
                .flatMap(login -> Logins.GUARD.wait(Client.of(request), BasicLogin.folded(login.user())))
                .isPresent();
    }

    @Override
    public TAIResult negotiateValidateandEstablishTrust(HttpServletRequest request, HttpServletResponse response)
            throws WebTrustAssociationFailedException {
        Duration wait =
                BasicLogin.of(request).flatMap(login -> refusal(request, login)).orElse(Duration.ZERO);
        return Answer.TOO_MANY.send(response, wait.toSeconds() + 1);
    }

    private static Optional<Duration> refusal(HttpServletRequest request, BasicLogin login) {
        return Logins.GUARD.refusal(Client.of(request), BasicLogin.folded(login.user()));
    }
}

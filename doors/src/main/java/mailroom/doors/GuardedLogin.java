package mailroom.doors;

import com.ibm.wsspi.security.auth.callback.WSServletRequestCallback;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/**
 * Counts each login of a user with a password, over HTTP Basic or a form, at whatever address of the server, and refuses it
 * unseen when too many have failed. It stands before Liberty's own modules and decides nothing else; sessions pass.
 */
public final class GuardedLogin implements LoginModule {

    /** Where a request has failed, the page that says so logs in anew: that is the same attempt. */
    private static final String FAILED = "mailroom.doors.failed";

    private CallbackHandler handler;
    private Optional<HttpServletRequest> request = Optional.empty();
    private String client = "";
    private String user = "";
    private String name = "";
    private byte[] hash = {};
    private boolean looked;

    @Override
    public void initialize(
            Subject subject, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        handler = callbackHandler;
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback named = new NameCallback("user");
        PasswordCallback password = new PasswordCallback("password", false);
        WSServletRequestCallback from = new WSServletRequestCallback("request");
        try {
            handler.handle(new Callback[] {named, password, from});
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new LoginException("the login cannot be read").initCause(e);
        }
        if (named.getName() != null && password.getPassword() != null) {
            BasicLogin given = new BasicLogin(named.getName(), new String(password.getPassword()));
            password.clearPassword();
            request = Optional.ofNullable((HttpServletRequest) from.getHttpServletRequest());
            attempt(given);
        }
        return true;
    }

    private void attempt(BasicLogin given) throws FailedLoginException {
        if (request.filter(each -> each.getAttribute(FAILED) != null).isPresent()) {
            throw new FailedLoginException("this request's login has failed");
        }
        client = request.map(Client::of).orElse("");
        user = BasicLogin.folded(given.user());
        Optional<Duration> wait = Logins.GUARD.refusal(client, user);
        if (wait.isPresent()) {
            throw new FailedLoginException("too many logins failed, wait " + wait.get());
        }
        looked = true;
        name = given.user();
        hash = Logins.RIGHT.hash(given);
    }

    @Override
    public boolean commit() {
        if (looked) {
            Logins.GUARD.right(client, user);
            Logins.RIGHT.remember(name, hash);
        }
        looked = false;
        return true;
    }

    @Override
    public boolean abort() {
        request.ifPresent(each -> each.setAttribute(FAILED, true));
        if (looked) {
            Logins.GUARD.wrong(client, user);
        }
        looked = false;
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }
}

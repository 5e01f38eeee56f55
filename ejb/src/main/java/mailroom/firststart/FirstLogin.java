package mailroom.firststart;

import static java.util.function.Predicate.isEqual;

import com.ibm.websphere.security.UserRegistry;
import com.ibm.websphere.security.WSSecurityException;
import com.ibm.wsspi.security.registry.RegistryHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.rmi.RemoteException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether the administrator may log in whose password {@link FirstStart} has just written: the server reads that file
 * about a second later, takes in the user another second later, and refuses the right password until then. It is waited
 * for {@link #LIMIT} at most.
 */
@ApplicationScoped
public class FirstLogin {

    /** The file names the start that wrote it by this variable; it is visible as soon as the server has read the file. */
    static final String PROPERTY = "mailroom.first.start.id";

    static final Duration LIMIT = Duration.ofMinutes(1);

    /** A registry may be far away, so not each question asks it. */
    static final Duration BETWEEN_LOGINS = Duration.ofMillis(500);

    /** One that began before the password was in force fails no later than so long after. */
    static final Duration LONGEST_LOGIN = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(FirstLogin.class.getName());

    private record Written(String id, String password) {}

    private final Clock clock;
    private Optional<Written> written = Optional.empty();
    private Instant end = Instant.MIN;
    private Instant nextLogin = Instant.MIN;
    private Instant forgotten = Instant.MIN;

    public FirstLogin() {
        this(Clock.systemUTC());
    }

    FirstLogin(Clock clock) {
        this.clock = clock;
    }

    /** Nobody may log in before {@link #wrote} or {@link #wroteNothing} was said. */
    synchronized void begun() {
        end = clock.instant().plus(LIMIT);
    }

    /** @param id of the start, as the written file has it */
    synchronized void wrote(String id, String password) {
        written = Optional.of(new Written(id, password));
    }

    synchronized void wroteNothing() {
        end = Instant.MIN;
        written = Optional.empty();
    }

    public synchronized boolean isPossible() {
        Instant now = clock.instant();
        if (now.isBefore(end)) {
            if (written.filter(file -> isInForce(file, now)).isEmpty()) {
                return false;
            }
            end = Instant.MIN;
            forgotten = now.plus(LONGEST_LOGIN);
        } else if (end.isAfter(Instant.MIN)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the password of the first start was not in force within {0}: if the user {1} cannot log in, see above why the server"
                            + " does not read configDropins/overrides, and start it anew",
                    LIMIT,
                    FirstStart.ADMINISTRATOR);
            wroteNothing();
        } else if (!now.isBefore(forgotten)) {
            written = Optional.empty();
        }
        return true;
    }

    /** Whether a login that has failed had the right password, and began before that was in force. */
    public synchronized boolean cameTooSoon(String user, String password) {
        boolean possible = isPossible();
        return written.map(file -> user.equals(FirstStart.ADMINISTRATOR) && isSame(password, file.password()))
                .orElse(!possible);
    }

    private static boolean isSame(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isInForce(Written file, Instant now) {
        if (now.isBefore(nextLogin) || idInForce().filter(isEqual(file.id())).isEmpty()) {
            return false;
        }
        nextLogin = now.plus(BETWEEN_LOGINS);
        return logsIn(file.password());
    }

    Optional<String> idInForce() {
        return ConfigProvider.getConfig().getOptionalValue(PROPERTY, String.class);
    }

    /** The registry itself is asked: the server would log each answer that is no as somebody's wrong password. */
    boolean logsIn(String password) {
        try {
            UserRegistry registry = RegistryHelper.getUserRegistry(null);
            return registry != null && registry.checkPassword(FirstStart.ADMINISTRATOR, password) != null;
        } catch (WSSecurityException | RemoteException notYet) {
            return false;
        }
    }
}

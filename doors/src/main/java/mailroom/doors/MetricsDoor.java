package mailroom.doors;

import com.ibm.websphere.security.WebTrustAssociationFailedException;
import com.ibm.wsspi.security.tai.TAIResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.security.auth.Subject;

/**
 * Gives {@code /metrics}, which names mailboxes, to whoever may see these: programs of this machine unless a login is asked
 * of them too, a scraper with the token, and users of Mailroom. Liberty itself asks nobody there.
 */
public final class MetricsDoor extends Door {

    static final int SHORTEST_TOKEN = 16;

    private static final System.Logger LOG = System.getLogger(MetricsDoor.class.getName());
    private static final String BEARER = "Bearer ";
    private static final String SCRAPER = "mailroom-metrics-token";

    private boolean loginForAll = true;
    private Optional<byte[]> token = Optional.empty();
    private Set<String> readers = Set.of();

    /** The properties are {@code login}, {@code token} and {@code readers}, users and groups with a comma between. */
    @Override
    public int initialize(Properties properties) {
        loginForAll = Boolean.parseBoolean(properties.getProperty("login", "false"));
        readers = new HashSet<>(
                List.of(properties.getProperty("readers", "").strip().split("\\s*,\\s*")));
        String given = properties.getProperty("token", "");
        if (!given.isEmpty() && given.length() < SHORTEST_TOKEN) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "MAILROOM_METRICS_TOKEN is not used: it has fewer than {0} characters",
                    SHORTEST_TOKEN);
            return 0;
        }
        token = given.isEmpty() ? Optional.empty() : Optional.of(bytes(given));
        return 0;
    }

    /** Somebody with no role and no entry in the registry, for one request. */
    private static Subject scraper() {
        Hashtable<String, String> identity = new Hashtable<>();
        identity.put("com.ibm.wsspi.security.cred.uniqueId", "user:Mailroom/" + SCRAPER);
        identity.put("com.ibm.wsspi.security.cred.securityName", SCRAPER);
        return new Subject(false, Set.of(), Set.of(), Set.of(identity));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isTargetInterceptor(HttpServletRequest request) {
        return isForMetrics(request) && (hasToken(request) || !isProgramOfThisMachine(request));
    }

    static boolean isForMetrics(HttpServletRequest request) {
        return "/metrics".equals(request.getContextPath());
    }

    private boolean isProgramOfThisMachine(HttpServletRequest request) {
        return !loginForAll && Client.isThisMachine(request);
    }

    /** Whether the right token came; while too many wrong ones make this client wait, it counts as absent. */
    private boolean hasToken(HttpServletRequest request) {
        return bearer(request)
                .filter(given -> token.isPresent() && MessageDigest.isEqual(token.get(), bytes(given)))
                .filter(given -> Logins.GUARD.wait(Client.of(request), SCRAPER).isEmpty())
                .isPresent();
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(given -> given.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(given -> given.substring(BEARER.length()).strip());
    }

    @Override
    public TAIResult negotiateValidateandEstablishTrust(HttpServletRequest request, HttpServletResponse response)
            throws WebTrustAssociationFailedException {
        if (hasToken(request)) {
            Logins.GUARD.right(Client.of(request), SCRAPER);
            return TAIResult.create(HttpServletResponse.SC_OK, SCRAPER, scraper());
        }
        Optional<BasicLogin> login = BasicLogin.of(request);
        boolean guessed = bearer(request).isPresent();
        if (login.isEmpty() && !guessed) {
            return DoorAnswer.UNAUTHORIZED.send(response);
        }
        String client = Client.of(request);
        String user = login.map(BasicLogin::user).map(BasicLogin::folded).orElse(SCRAPER);
        Optional<Duration> wait = Logins.GUARD.refusal(client, user);
        if (wait.isPresent()) {
            return DoorAnswer.TOO_MANY.send(response, wait.get().toSeconds() + 1);
        }
        Optional<List<String>> names = login.flatMap(Registry::names);
        if (names.isEmpty()) {
            Logins.GUARD.wrong(client, user);
            return DoorAnswer.UNAUTHORIZED.send(response);
        }
        Logins.GUARD.right(client, user);
        return names.get().stream().anyMatch(readers::contains)
                ? TAIResult.create(HttpServletResponse.SC_OK, login.get().user())
                : DoorAnswer.FORBIDDEN.send(response);
    }
}

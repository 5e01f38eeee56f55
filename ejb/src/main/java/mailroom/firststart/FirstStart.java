package mailroom.firststart;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.home.Home;
import mailroom.home.OwnerOnly;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes the secrets that no product may ship: the first administrator's password and the key store's. They go into the
 * configuration file that {@code mailroom.first.start.file} names, which Liberty reads while it runs; without that
 * property the server's own registry and key store rule, and nothing is written. Written when the application has
 * started and no sooner: while Liberty takes in a registry, calls of beans fail.
 */
@Startup
@Singleton
@DependsOn("SettingsWatch")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstStart {

    private static final System.Logger LOG = System.getLogger(FirstStart.class.getName());
    static final String ADMINISTRATOR = "admin";
    private static final int SECRET_BYTES = 18;
    private static final Pattern KEY_STORE =
            Pattern.compile("<keyStore id=\"defaultKeyStore\" password=\"([^\"]+)\"/>");

    private static final Pattern USER = Pattern.compile("<user name=\"" + ADMINISTRATOR + "\" password=\"([^\"]+)\"/>");

    private final SecureRandom random = new SecureRandom();
    private Home home;
    private FirstLogin login;
    private PasswordHash hash = new PasswordHash();

    @Resource
    TimerService timers;

    public FirstStart() {}

    @Inject
    public FirstStart(Home home, FirstLogin login) {
        this.home = home;
        this.login = login;
    }

    FirstStart(Home home, FirstLogin login, PasswordHash hash) {
        this(home, login);
        this.hash = hash;
    }

    /** Liberty holds timers that are not persistent back until the application has started. */
    @PostConstruct
    void start() {
        login.begun();
        timers.createSingleActionTimer(0, new TimerConfig("first start", false));
    }

    @Timeout
    void write() {
        Config config = ConfigProvider.getConfig();
        Optional<String> file = config.getOptionalValue("mailroom.first.start.file", String.class);
        if (file.isPresent()) {
            Optional<String> given = config.getOptionalValue("MAILROOM_ADMIN_PASSWORD", String.class);
            prepare(Path.of(file.get()), given);
        } else {
            login.wroteNothing();
        }
    }

    /** Writes the file where it is missing, and anew where the environment gives the password; the key store keeps its own. */
    void prepare(Path file, Optional<String> given) {
        try {
            Optional<String> before = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            if (before.isPresent() && (given.isEmpty() || holds(before.get(), given.get()))) {
                login.wroteNothing();
                return;
            }
            String password = given.isPresent() ? given.get() : generated();
            String keyStore = before.map(KEY_STORE::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1))
                    .orElseGet(this::secret);
            Files.createDirectories(file.getParent());
            String id = UUID.randomUUID().toString();
            OwnerOnly.write(file, configuration(id, password, keyStore));
            login.wrote(id, password);
        } catch (IOException e) {
            throw new UncheckedIOException("the first start cannot write " + file, e);
        }
    }

    private String generated() throws IOException {
        Path file = home.folder().resolve("admin-password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String password = secret();
        OwnerOnly.write(file, password + "\n");
        LOG.log(
                System.Logger.Level.WARNING,
                "a password for the user {0} was made; it is in the file {1}",
                ADMINISTRATOR,
                file);
        return password;
    }

    private String configuration(String id, String password, String keyStore) {
        return """
                <server description="Made by Mailroom's first start; owner-only, not to be shared">
                  <basicRegistry id="basic" realm="Mailroom">
                    <user name="%s" password="%s"/>
                  </basicRegistry>
                  <keyStore id="defaultKeyStore" password="%s"/>
                  <variable name="%s" value="%s"/>
                </server>
                """.formatted(ADMINISTRATOR, hash.of(password), keyStore, FirstLogin.PROPERTY, id);
    }

    private boolean holds(String configuration, String password) {
        Matcher user = USER.matcher(configuration);
        return user.find() && hash.matches(user.group(1), password);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

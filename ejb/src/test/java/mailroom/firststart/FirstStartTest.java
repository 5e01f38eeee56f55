package mailroom.firststart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import mailroom.MovableClock;
import mailroom.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    @TempDir
    Path folder;

    private Path file;
    private ReadableLogin login;
    private FirstStart firstStart;

    @BeforeEach
    void makeFirstStart() throws IOException {
        file = folder.resolve("configDropins/overrides/mailroom-first-start.xml");
        login = new ReadableLogin();
        firstStart = new FirstStart(new Home(folder), login, new ReadableHash());
        login.begun();
    }

    @Test
    void makesAPasswordIntoAFileOfTheOwnerOnly() throws IOException {
        firstStart.prepare(file, Optional.empty());
        Path made = folder.resolve("admin-password");
        assertThat(Files.readString(made).strip()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(modes(made)).isEqualTo("rw-------");
        assertThat(modes(file)).isEqualTo("rw-------");
        assertThat(user()).isEqualTo("{hash}" + Files.readString(made).strip());
    }

    @Test
    void takesTheEnvironmentsPasswordAndMakesNone() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        assertThat(user()).isEqualTo("{hash}given");
        assertThat(folder.resolve("admin-password")).doesNotExist();
    }

    @Test
    void changesNothingAtTheNextStart() throws IOException {
        firstStart.prepare(file, Optional.empty());
        String before = Files.readString(file);
        firstStart.prepare(file, Optional.empty());
        assertThat(file).hasContent(before);
    }

    @Test
    void leavesTheFileAloneWhenTheGivenPasswordIsTheOneInIt() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        String before = Files.readString(file);
        firstStart.prepare(file, Optional.of("given"));
        assertThat(file).hasContent(before);
    }

    @Test
    void takesAChangedPasswordAndKeepsTheKeyStores() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        String keyStore = keyStore();
        firstStart.prepare(file, Optional.of("changed"));
        assertThat(user()).isEqualTo("{hash}changed");
        assertThat(keyStore()).isEqualTo(keyStore);
    }

    @Test
    void usesThePasswordMadeEarlierWhenTheServerIsUnpackedAnew() throws IOException {
        firstStart.prepare(file, Optional.empty());
        String before = user();
        Files.delete(file);
        firstStart.prepare(file, Optional.empty());
        assertThat(user()).isEqualTo(before);
    }

    @Test
    void letsNobodyLogInBeforeTheServerHasTakenInTheUser() throws IOException {
        assertThat(login.isPossible()).isFalse();
        firstStart.prepare(file, Optional.of("given"));
        login.takenIn = Optional.of("given");
        assertThat(login.isPossible()).isFalse();
        login.idInForce = Optional.of("that of an earlier start");
        assertThat(login.isPossible()).isFalse();
        login.idInForce = Optional.of(id());
        assertThat(login.isPossible()).isTrue();
    }

    @Test
    void triesToLogInTwiceASecondUntilItWorks() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        login.idInForce = Optional.of(id());
        for (int question = 0; question < 5; question++) {
            assertThat(login.isPossible()).isFalse();
        }
        assertThat(login.tries).isEqualTo(1);
        login.takenIn = Optional.of("given");
        login.clock.pass(FirstLogin.BETWEEN_LOGINS);
        assertThat(login.isPossible()).isTrue();
        assertThat(login.isPossible()).isTrue();
        assertThat(login.tries).isEqualTo(2);
    }

    @Test
    void tellsARightPasswordThatCameTooSoonFromAWrongOne() throws IOException {
        assertThat(login.cameTooSoon("admin", "given")).isTrue();
        firstStart.prepare(file, Optional.of("given"));
        assertThat(login.cameTooSoon("admin", "given")).isTrue();
        assertThat(login.cameTooSoon("admin", "wrong")).isFalse();
        assertThat(login.cameTooSoon("otto", "given")).isFalse();
    }

    @Test
    void remembersForAMomentThatALoginMayHaveBegunTooSoon() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        login.idInForce = Optional.of(id());
        login.takenIn = Optional.of("given");
        assertThat(login.isPossible()).isTrue();
        assertThat(login.cameTooSoon("admin", "given")).isTrue();
        login.clock.pass(FirstLogin.LONGEST_LOGIN);
        assertThat(login.cameTooSoon("admin", "given")).isFalse();
    }

    @Test
    void waitsForNothingAtTheNextStart() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        firstStart.prepare(file, Optional.of("given"));
        assertThat(login.isPossible()).isTrue();
        assertThat(login.cameTooSoon("admin", "given")).isFalse();
    }

    @Test
    void waitsAMinuteAtMostForTheServerToReadTheFileAndSaysSo() throws IOException {
        List<String> said = new ArrayList<>();
        Logger logger = Logger.getLogger(FirstLogin.class.getName());
        Handler listener = new StreamHandler() {
            @Override
            public void publish(LogRecord record) {
                said.add(new SimpleFormatter().formatMessage(record));
            }
        };
        logger.addHandler(listener);
        try {
            firstStart.prepare(file, Optional.of("given"));
            login.clock.pass(FirstLogin.LIMIT);
            assertThat(login.isPossible()).isTrue();
            assertThat(login.isPossible()).isTrue();
        } finally {
            logger.removeHandler(listener);
        }
        assertThat(said).singleElement(STRING).contains("within PT1M", "user admin", "configDropins/overrides");
    }

    private String id() throws IOException {
        return Files.readString(file).replaceAll("(?s).*name=\"mailroom.first.start.id\" value=\"([^\"]+)\".*", "$1");
    }

    private String user() throws IOException {
        return Files.readString(file).replaceAll("(?s).*<user name=\"admin\" password=\"([^\"]+)\"/>.*", "$1");
    }

    private String keyStore() throws IOException {
        return Files.readString(file).replaceAll("(?s).*keyStore id=\"defaultKeyStore\" password=\"([^\"]+)\".*", "$1");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Liberty's hash is only there on Liberty. */
    private static final class ReadableHash extends PasswordHash {

        @Override
        String of(String password) {
            return "{hash}" + password;
        }

        @Override
        boolean matches(String hash, String password) {
            return hash.equals(of(password));
        }
    }

    private static final class ReadableLogin extends FirstLogin {

        private final MovableClock clock;
        private Optional<String> idInForce = Optional.empty();
        private Optional<String> takenIn = Optional.empty();
        private int tries;

        private ReadableLogin() {
            this(new MovableClock("2026-03-29T12:00:00Z"));
        }

        private ReadableLogin(MovableClock clock) {
            super(clock);
            this.clock = clock;
        }

        @Override
        Optional<String> idInForce() {
            return idInForce;
        }

        @Override
        boolean logsIn(String password) {
            tries++;
            return takenIn.filter(password::equals).isPresent();
        }
    }
}

package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product as it comes out of its zip, nothing configured. */
@Tag("alone")
class ServerStartIT {

    private static final System.Logger LOG = System.getLogger(ServerStartIT.class.getName());

    private static RunningMailroom mailroom;
    private static ImpatientLogins logins;

    @BeforeAll
    static void start() throws IOException {
        Instant before = Instant.now();
        mailroom = RunningMailroom.unpacked("server-start");
        logins = ImpatientLogins.to(mailroom);
        mailroom.start();
        LOG.log(
                System.Logger.Level.INFO,
                "ready after {0} ms, {1}",
                Duration.between(before, Instant.now()).toMillis(),
                residentSize());
    }

    @AfterAll
    static void stop() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
    }

    private static String residentSize() throws IOException {
        Path status = Path.of("/proc", Long.toString(mailroom.jvm()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    @Test
    void isStartedLiveAndReady() throws IOException {
        for (String check : List.of("started", "live", "ready")) {
            assertThat(mailroom.answer("/health/" + check, null, null).statusCode())
                    .as(check)
                    .isEqualTo(200);
        }
        assertThat(mailroom.answer("/health/ready", null, null).body())
                .contains("mailroom-ready", "archive", "database", "messaging");
    }

    @Test
    void callsARightPasswordNeitherWrongNorTooFrequentWhileItStarts() throws InterruptedException {
        assertThat(logins.answers())
                .contains("ready: 200")
                .noneMatch(answer -> answer.matches(".*(401|429)"))
                .noneMatch(answer -> answer.startsWith("ready: ") && !answer.equals("ready: 200"));
    }

    @Test
    void refusesWhoDoesNotLogIn() throws IOException {
        assertThat(mailroom.answer("/mailroom/api/status", null, null).statusCode())
                .isEqualTo(401);
        assertThat(mailroom.answer("/mailroom/api/status", "admin", "wrong").statusCode())
                .isEqualTo(401);
    }

    @Test
    void servesItsMetrics() throws IOException {
        assertThat(mailroom.answer("/metrics", null, null).statusCode()).isEqualTo(200);
    }

    @Test
    void logsNoSecretAndNoError() throws IOException {
        String keyStore = ServerTls.keyStorePassword(mailroom.configuration());
        assertThat(mailroom.logged()).doesNotContain(RunningMailroom.PASSWORD).doesNotContain(keyStore);
        assertThat(mailroom.logged().lines().filter(line -> line.matches(".*\\b[A-Z]{4,5}\\d{4}E:.*")))
                .isEmpty();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        for (NetworkInterface net : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : net.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThat(connects(address)).as(address.toString()).isFalse();
                }
            }
        }
    }

    private static boolean connects(InetAddress address) {
        try (Socket socket = new Socket(address, mailroom.address().getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void shipsNoServerEnvironment() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("mailroom.zip"))) {
            assertThat(zip.stream().map(Object::toString))
                    .contains("wlp/usr/servers/mailroom/server.xml")
                    .noneMatch(name -> name.endsWith("server.env") || name.contains("/overrides/"));
        }
    }

    /** What a server unpacked of an older version is replaced only where the times differ. */
    @Test
    void itsModulesHaveTheTimeOfTheirBuild() throws IOException {
        Path archive = Path.of(System.getProperty("mailroom.zip")).resolveSibling("mailroom.ear");
        Instant built = Files.getLastModifiedTime(archive).toInstant();
        try (ZipFile ear = new ZipFile(archive.toFile())) {
            assertThat(ear.stream().filter(entry -> entry.getName().startsWith("mailroom-")))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(
                            module -> assertThat(module.getLastModifiedTime().toInstant())
                                    .isBetween(built.minus(Duration.ofDays(2)), built.plus(Duration.ofDays(2))));
        }
    }
}

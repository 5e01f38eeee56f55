package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The first start makes its own secrets; an administrator then switches Liberty's consoles on for the second one. */
class FirstStartIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> CONSOLES =
            List.of("/adminCenter", "/adminCenter/login.jsp", "/IBMJMXConnectorREST/mbeans");
    private static final String SWITCH_AND_AN_OPERATOR = """
            <server description="An administrator's additions">
              <include location="admin-center.xml"/>
              <basicRegistry id="basic" realm="Mailroom">
                <user name="otto" password="an-operator-of-tests"/>
                <group name="mailroom-operators"><member name="otto"/></group>
              </basicRegistry>
            </server>
            """;

    @Test
    void makesItsSecretsAndKeepsTheConsolesForWhoeverSwitchesThemOn() throws IOException {
        try (RunningMailroom mailroom = RunningMailroom.unpacked("first-start").withoutPassword()) {
            mailroom.start();
            String password = mailroom.password();
            madeItsSecretsForTheOwnerOnly(mailroom);
            servesTlsWithTheCertificateItMade(mailroom);
            for (String console : CONSOLES) {
                assertThat(tls(mailroom, console, "admin", password).statusCode())
                        .as(console)
                        .isEqualTo(404);
            }
            mailroom.stop();

            mailroom.local(SWITCH_AND_AN_OPERATOR).start();
            assertThat(mailroom.password()).isEqualTo(password);
            servesTheConsolesToAdministratorsOnly(mailroom, password);
        }
    }

    private static void madeItsSecretsForTheOwnerOnly(RunningMailroom mailroom) throws IOException {
        Path secrets = mailroom.configuration().resolve("configDropins/overrides/mailroom-first-start.xml");
        for (Path file : List.of(secrets, mailroom.home().resolve("admin-password"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        for (Path path : List.of(mailroom.home(), mailroom.home().resolve("mailroom.yaml"))) {
            assertThat(Files.getPosixFilePermissions(path))
                    .as(path.toString())
                    .doesNotContain(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        }
        assertThat(Files.readString(secrets)).doesNotContain(mailroom.password());
        assertThat(mailroom.logged())
                .contains(mailroom.home().resolve("admin-password").toString())
                .doesNotContain(mailroom.password());
    }

    private static void servesTlsWithTheCertificateItMade(RunningMailroom mailroom) throws IOException {
        HttpResponse<String> status = tls(mailroom, "/mailroom/api/status", "admin", mailroom.password());
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(status.body()).contains("\"mails\":0");
    }

    private static void servesTheConsolesToAdministratorsOnly(RunningMailroom mailroom, String password)
            throws IOException {
        assertThat(tls(mailroom, "/adminCenter/login.jsp", null, null).statusCode())
                .isEqualTo(200);
        String connector = "/IBMJMXConnectorREST/mbeans";
        assertThat(tls(mailroom, connector, null, null).statusCode()).isEqualTo(401);
        assertThat(tls(mailroom, connector, "otto", "an-operator-of-tests").statusCode())
                .isEqualTo(403);
        assertThat(tls(mailroom, connector, "admin", password).body()).contains("org.apache.camel");
        assertThat(mailroom.answer(connector, "admin", password).statusCode())
                .as("over plain HTTP")
                .isEqualTo(403);
    }

    /** The port comes a moment after readiness: it waits for the certificate. */
    private static HttpResponse<String> tls(RunningMailroom mailroom, String path, String user, String password) {
        return Awaitility.await("an answer over TLS")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> mailroom.tlsAnswer(path, user, password), answer -> true);
    }
}

package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerAddress.Tls;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerReaderTest {

    @TempDir
    Path folder;

    private Settings read(String lines) throws SettingsRefused {
        return new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get)
                .read("mailboxes:\n  - name: sales\n    user: u\n    password: ${PW}\n" + lines.indent(4));
    }

    private ServerAddress server(String lines) throws SettingsRefused {
        return read(lines).mailboxes().get(0).server();
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://h.example.com, h.example.com, 993, IMPLICIT",
        "imaps://h.example.com/, h.example.com, 993, IMPLICIT",
        "imaps://h.example.com:1, h.example.com, 1, IMPLICIT",
        "imap://localhost, localhost, 143, NONE",
        "imap://127.0.0.1:65535, 127.0.0.1, 65535, NONE",
        "imap://127.8.9.10, 127.8.9.10, 143, NONE",
        "'imap://[::1]', [::1], 143, NONE"
    })
    void readsAServersAddress(String text, String host, int port, Tls tls) throws Exception {
        assertThat(server("server: \"" + text + "\"")).isEqualTo(new ServerAddress(host, port, tls, Optional.empty()));
    }

    @Test
    void startsTlsWhereItIsToldTo() throws Exception {
        assertThat(server("server: imap://h.example.com\ntls: starttls"))
                .returns(Tls.STARTTLS, ServerAddress::tls)
                .returns(143, ServerAddress::port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imap://h.example.com|a clear-text server must be on this machine",
                "imap://128.0.0.1|a clear-text server must be on this machine",
                "imap://127.example.com|a clear-text server must be on this machine",
                "smtp://localhost|must be imaps://host[:port] or imap://host[:port]",
                "imap://localhost/INBOX|must be imaps://host[:port] or imap://host[:port]",
                "imap://localhost?a=b|must be imaps://host[:port] or imap://host[:port]",
                "imap://localhost#a|must be imaps://host[:port] or imap://host[:port]",
                "imap://u@localhost|must be imaps://host[:port] or imap://host[:port]",
                "localhost|must be imaps://host[:port] or imap://host[:port]",
                "imap:// |must be imaps://host[:port] or imap://host[:port]"
            })
    void refusesWhatIsNoAddressOrInClearText(String text, String message) {
        SettingsRefused refused = catchThrowableOfType(SettingsRefused.class, () -> read("server: \"" + text + "\""));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("mailboxes[0].server");
            assertThat(problem.message()).startsWith(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imaps://h.example.com|starttls|tls: starttls goes with imap://, not with imaps",
                "imap://h.example.com|on|tls may only say starttls; for TLS from the start write imaps"
            })
    void refusesAnotherTls(String server, String tls, String message) {
        SettingsRefused refused =
                catchThrowableOfType(SettingsRefused.class, () -> read("server: " + server + "\ntls: " + tls));
        assertThat(refused.problems()).singleElement().returns(message, SettingsRefused.Problem::message);
    }

    @Test
    void takesAReadableFileOfAnAuthorityAlone() throws Exception {
        Path pem = Files.createFile(folder.resolve("ca.pem"));
        assertThat(server("server: imaps://h\nauthority: " + pem).authority()).contains(pem);
        for (String wrong : new String[] {"ca.pem", folder.resolve("none.pem").toString()}) {
            SettingsRefused refused =
                    catchThrowableOfType(SettingsRefused.class, () -> read("server: imaps://h\nauthority: " + wrong));
            assertThat(refused.problems())
                    .singleElement()
                    .returns("must be the absolute path of a readable PEM file", SettingsRefused.Problem::message);
        }
    }
}

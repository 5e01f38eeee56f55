package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.home.OwnerOnly;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxLogin;
import mailroom.settings.Secret;
import mailroom.settings.Settings;
import mailroom.settings.SettingsChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWatchTest {

    private static final String ONE_MAILBOX = """
            mailboxes:
              - name: sales
                server: imaps://imap.example.com
                user: sales
                password: ${file:/SECRET}
            """;

    @TempDir
    Path folder;

    private final List<String> incidents = new ArrayList<>();
    private final List<SettingsChanged> changes = new ArrayList<>();
    private final CurrentSettings current = new CurrentSettings(changes());

    @Test
    void makesWhatIsMissingForItsOwnerOnly() throws IOException {
        Path home = folder.resolve("var/mailroom");
        watch(home).start();
        for (Path path : List.of(home, home.resolve("rules"), home.resolve("archive"), home.resolve("mailroom.yaml"))) {
            assertThat(Files.getPosixFilePermissions(path))
                    .as(path.toString())
                    .noneMatch(permission -> permission.name().startsWith("OTHERS_")
                            || permission.name().startsWith("GROUP_"));
        }
        assertThat(current.get()).isEqualTo(Settings.EMPTY);
    }

    @Test
    void closesAHomeThatTheServerMadeForEverybody() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        write("# nothing\n");
        watch(folder).start();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getPosixFilePermissions(folder.resolve("mailroom.yaml")))
                .doesNotContain(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void tellsARefusalOnceAndKeepsWhatIsInForce() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox());
        write(oneMailbox() + "colour: blue\n");
        watch.look();
        watch.look();
        assertThat(incidents)
                .containsExactly("line 6, colour: is not known here; allowed are"
                        + " destinations, digest, keepExecutions, mailboxes, relays");
        assertThat(current.lastRefusal()).isPresent();
        assertThat(current.get().mailbox("sales")).isPresent();
        assertThat(changes).hasSize(1);
    }

    @Test
    void forgetsARefusalWhenTheFileIsMended() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox());
        write("mailboxes: no\n");
        watch.look();
        write(oneMailbox());
        watch.look();
        assertThat(current.lastRefusal()).isEmpty();
    }

    @Test
    void takesARefusedFileOnceWhatItNamesIsThere() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox() + "    rules: sales.sieve\n");
        assertThat(current.lastRefusal()).isPresent();
        Files.writeString(folder.resolve("rules/sales.sieve"), "keep;");
        watch.look();
        assertThat(current.lastRefusal()).isEmpty();
        assertThat(current.get().mailbox("sales").orElseThrow().rules()).contains("sales.sieve");
    }

    @Test
    void takesANewSecretWithoutAChangeOfTheFile() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox());
        secret("rotated");
        for (int looks = 0; looks < 10; looks++) {
            watch.look();
        }
        assertThat(current.get().mailbox("sales").orElseThrow().login())
                .isEqualTo(MailboxLogin.withPassword("sales", new Secret("rotated")));
        assertThat(changes).hasSize(2);
    }

    @Test
    void leavesAFileAloneThatIsBeingWritten() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox());
        Path file = write("");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        watch.look();
        assertThat(current.get().mailboxes()).hasSize(1);
        write("");
        watch.look();
        assertThat(current.get().mailboxes()).isEmpty();
    }

    @Test
    void keepsTheSettingsOfAFileThatIsTakenAway() throws IOException {
        SettingsWatch watch = startedWith(oneMailbox());
        Files.delete(folder.resolve("mailroom.yaml"));
        watch.look();
        watch.look();
        assertThat(current.get().mailboxes()).hasSize(1);
        assertThat(incidents).singleElement().asString().contains("mailroom.yaml: cannot be read");
        write(oneMailbox());
        watch.look();
        assertThat(current.lastRefusal()).isEmpty();
    }

    private SettingsWatch startedWith(String yaml) throws IOException {
        secret("first");
        write(yaml);
        SettingsWatch watch = watch(folder);
        watch.start();
        return watch;
    }

    private SettingsWatch watch(Path home) {
        return new SettingsWatch(new Home(home), current, recording(), Map.<String, String>of()::get);
    }

    private String oneMailbox() {
        return ONE_MAILBOX.replace("/SECRET", folder.resolve("secret").toString());
    }

    private void secret(String text) throws IOException {
        OwnerOnly.write(folder.resolve("secret"), text);
    }

    /** A file that was written a while ago. */
    private Path write(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("mailroom.yaml"), yaml);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }

    private Incidents recording() {
        return new Incidents(null) {
            @Override
            public void record(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
                incidents.add(message);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private Event<SettingsChanged> changes() {
        return (Event<SettingsChanged>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    changes.add((SettingsChanged) arguments[0]);
                    return null;
                });
    }
}

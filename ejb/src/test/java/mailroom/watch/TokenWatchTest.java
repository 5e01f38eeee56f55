package mailroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.MovableClock;
import mailroom.RememberedMeters;
import mailroom.home.Home;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.KeptTokens;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.Settings;
import mailroom.settings.TokenSource.Endpoint;
import mailroom.settings.yaml.SettingsReader;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenWatchTest {

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock("2026-03-01T00:00:00Z");
    private final List<String> incidents = new ArrayList<>();

    @Test
    void tellsOnceBeforeARefreshTokenEndsAndHowManyDaysAreLeft() throws Exception {
        MailboxSettings mailbox = mailbox();
        KeptTokens kept = new KeptTokens(new Home(folder));
        Instant now = clock.instant();
        kept.keep(
                endpoint(mailbox),
                new KeptTokens.Kept(new Secret("newest"), now, Optional.of(now.plus(Duration.ofDays(90)))));
        TokenWatch watch = watch(mailbox, kept);

        clock.pass(Duration.ofDays(75));
        watch.look();
        assertThat(incidents).isEmpty();
        assertThat(watch.days("sales")).isEqualTo(15.0);
        clock.pass(Duration.ofDays(2));
        watch.look();
        watch.look();
        assertThat(incidents).singleElement().asString().contains("token-ends-soon", "sales", "2026-05-30");
        assertThat(incidents.toString()).doesNotContain("newest");
    }

    @Test
    void tellsOfATokenThatTheDiskDoesNotTakeAndWritesItOnceItDoes() throws Exception {
        MailboxSettings mailbox = mailbox();
        KeptTokens kept = new KeptTokens(new Home(folder));
        Path inTheWay = Files.createFile(folder.resolve("tokens"));
        var newest = new KeptTokens.Kept(new Secret("newest"), clock.instant(), Optional.empty());
        assertThatThrownBy(() -> kept.keep(endpoint(mailbox), newest)).isInstanceOf(IOException.class);
        assertThat(kept.find(endpoint(mailbox))).as("the one in memory is used").contains(newest);

        TokenWatch watch = watch(mailbox, kept);
        watch.look();
        watch.look();
        assertThat(incidents)
                .singleElement()
                .asString()
                .contains("token-not-kept sales", "a restart loses it: " + inTheWay)
                .doesNotContain("Exception");

        Files.delete(inTheWay);
        watch.look();
        assertThat(new KeptTokens(new Home(folder)).find(endpoint(mailbox)))
                .as("after a restart")
                .contains(newest);
    }

    private MailboxSettings mailbox() throws Exception {
        return new SettingsReader(new Home(folder), name -> "seed").readMailbox("""
                name: sales
                server: imaps://imap.example.com
                user: u
                auth: xoauth2
                token: { endpoint: "https://login.example.com/token", clientId: c, refreshToken: "${SEED}" }
                """);
    }

    private static Endpoint endpoint(MailboxSettings mailbox) {
        return (Endpoint) ((MailboxLogin.Credentials.Token) mailbox.login().credentials()).source();
    }

    private TokenWatch watch(MailboxSettings mailbox, KeptTokens kept) {
        Settings settings =
                new Settings(List.of(mailbox), Map.of(), Map.of(), DigestSettings.OFF, Settings.KEEP_EXECUTIONS);
        return new TokenWatch(new CurrentSettings(settings), kept, rows(), new RememberedMeters(), registry(), clock);
    }

    private Incidents rows() {
        return new Incidents(null) {
            @Override
            public void record(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
                incidents.add(kind + " " + mailbox.orElse("") + " " + message);
            }

            @Override
            public void recordAgain(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
                incidents.add(kind + " " + mailbox.orElse("") + " " + message);
            }
        };
    }

    private static MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                MetricRegistry.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (proxy, method, arguments) -> null);
    }
}

package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.home.Home;
import mailroom.settings.KeptTokens;
import mailroom.settings.MailboxLogin;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;
import mailroom.settings.TokenSource.Endpoint;
import mailroom.settings.yaml.SettingsReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from an OAuth 2.0 endpoint. */
@Timeout(20)
class TokensTest {

    @TempDir
    Path folder;

    private final List<String> forms = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private HttpServer server;
    private Tokens tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/token", this::answer);
        server.start();
        InstantSource clock = () -> now;
        tokens = new Tokens(clock.withZone(ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        forms.add(URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        String[] answer = answers.remove().split(" ", 2);
        byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private TokenSource endpoint(String refreshToken) {
        return new TokenSource.Endpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"),
                "client",
                Optional.of(new Secret("c&=s")),
                Optional.ofNullable(refreshToken).map(Secret::new),
                Optional.of("mail read"));
    }

    private String token(TokenSource source) throws ImapProblem {
        return tokens.of(source).reveal();
    }

    private Kind problemOf(TokenSource source) {
        return catchThrowableOfType(ImapProblem.class, () -> token(source)).kind();
    }

    @Test
    void asksAsTheClientAndAgainBeforeTheTokenEnds() throws ImapProblem {
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":3600}");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":\"3600\"}");
        assertThat(token(endpoint(null))).isEqualTo("one");
        now = now.plus(Duration.ofMinutes(56));
        assertThat(token(endpoint(null))).isEqualTo("one");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(token(endpoint(null))).isEqualTo("two");
        assertThat(forms)
                .hasSize(2)
                .startsWith("grant_type=client_credentials&client_id=client&client_secret=c&=s&scope=mail read");
    }

    @Test
    void asksAnewAfterTheServerRefusedATokenThatSeemedGood() throws ImapProblem {
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":3600}");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":3600}");
        token(endpoint(null));
        tokens.refused(endpoint(null));
        assertThat(token(endpoint(null))).isEqualTo("two");
    }

    @Test
    void usesTheNewestRefreshTokenAndFallsBackToTheConfiguredOne() throws ImapProblem {
        TokenSource source = endpoint("r0");
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token\":\"r1\"}");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":60,\"refresh_token\":\"r2\"}");
        answers.add("400 {\"error\":\"invalid_grant\"}");
        answers.add("200 {\"access_token\":\"three\",\"expires_in\":60}");
        assertThat(token(source)).isEqualTo("one");
        assertThat(token(source)).isEqualTo("two");
        assertThat(token(source)).isEqualTo("three");
        assertThat(usedRefreshTokens()).containsExactly("r0", "r1", "r2", "r0");
    }

    @Test
    void theNewestRefreshTokenOutlastsARestart() throws Exception {
        KeptTokens kept = new KeptTokens(new Home(folder));
        tokens = new Tokens(clock(), Optional.of(kept));
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token\":\"r1\"}");
        token(endpoint("r0"));
        try (var files = Files.list(folder.resolve("tokens"))) {
            assertThat(files.map(file -> PosixFilePermissions.toString(modes(file))))
                    .containsExactly("rw-------");
        }

        tokens = new Tokens(clock(), Optional.of(kept));
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":60}");
        assertThat(token(endpoint("r0"))).isEqualTo("two");
        assertThat(forms.get(1)).contains("refresh_token=r1");
    }

    @Test
    void aSeedThatWasChangedInItsFileWinsOverWhatIsKept() throws Exception {
        KeptTokens kept = new KeptTokens(new Home(folder));
        Path seed = Files.writeString(folder.resolve("seed"), "r0");
        Files.setPosixFilePermissions(seed, PosixFilePermissions.fromString("rw-------"));
        Endpoint source = fromFile(seed);
        tokens = new Tokens(clock(), Optional.of(kept));
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token\":\"r1\"}");
        token(source);
        Files.writeString(seed, "s0");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":60,\"refresh_token\":\"s1\"}");
        token(source);
        answers.add("200 {\"access_token\":\"three\",\"expires_in\":60}");
        token(source);
        assertThat(forms.stream().map(form -> form.replaceAll(".*refresh_token=([rs]\\d).*", "$1")))
                .containsExactly("r0", "s0", "s1");
    }

    @Test
    void knowsWhenTheRefreshTokenEndsWhereTheEndpointSaysSo() throws Exception {
        KeptTokens kept = new KeptTokens(new Home(folder));
        tokens = new Tokens(clock(), Optional.of(kept));
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token_expires_in\":86400}");
        token(endpoint("r0"));
        assertThat(kept.find((Endpoint) endpoint("r0")).orElseThrow().ends()).contains(now.plusSeconds(86400));
    }

    @Test
    void aPageInsteadOfAnAnswerCostsNoRefreshToken() throws ImapProblem {
        TokenSource source = endpoint("r0");
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token\":\"r1\"}");
        answers.add("403 <html>down for maintenance</html>");
        answers.add("200 " + "{\"a\":".repeat(5000));
        answers.add("400 {\"error\":\"temporarily_unavailable\"}");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":60}");
        token(source);
        for (int i = 0; i < 3; i++) {
            assertThat(problemOf(source)).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        }
        assertThat(token(source)).isEqualTo("two");
        assertThat(usedRefreshTokens()).containsExactly("r0", "r1", "r1", "r1", "r1");
    }

    @Test
    void theNewestRefreshTokenIsTriedAgainWhereTheConfiguredOneIsRefusedToo() throws ImapProblem {
        TokenSource source = endpoint("r0");
        answers.add("200 {\"access_token\":\"one\",\"expires_in\":60,\"refresh_token\":\"r1\"}");
        answers.add("401 {\"error\":\"invalid_client\"}");
        answers.add("401 {\"error\":\"invalid_client\"}");
        answers.add("200 {\"access_token\":\"two\",\"expires_in\":60}");
        token(source);
        assertThat(problemOf(source)).isEqualTo(Kind.LOGIN_REJECTED);
        assertThat(token(source)).isEqualTo("two");
        assertThat(usedRefreshTokens()).containsExactly("r0", "r1", "r0", "r1");
    }

    private List<String> usedRefreshTokens() {
        return forms.stream()
                .map(form -> form.replaceAll(".*refresh_token=(r\\d).*", "$1"))
                .toList();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static Set<PosixFilePermission> modes(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As mailroom.yaml would have it. */
    private Endpoint fromFile(Path seed) throws Exception {
        var mailbox = new SettingsReader(new Home(folder), name -> "x")
                .readMailbox("""
                name: a
                server: imap://127.0.0.1
                user: u
                auth: xoauth2
                token:
                  endpoint: http://127.0.0.1:%d/token
                  clientId: client
                  refreshToken: ${file:%s}
                """.formatted(server.getAddress().getPort(), seed));
        var token = (MailboxLogin.Credentials.Token) mailbox.login().credentials();
        return (Endpoint) token.source();
    }

    @Test
    void aRefusedClientIsARejectedLoginAndATroubledEndpointIsNot() {
        answers.add("401 {\"error\":\"invalid_client\",\"error_description\":\"c&=s\"}");
        ImapProblem refused = catchThrowableOfType(ImapProblem.class, () -> token(endpoint(null)));
        assertThat(refused.kind()).isEqualTo(Kind.LOGIN_REJECTED);
        assertThat(refused).hasMessageContaining("invalid_client").hasMessageNotContaining("c&=s");
        answers.add("503 later");
        assertThat(problemOf(endpoint(null))).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        answers.add("200 {\"token_type\":\"Bearer\"}");
        assertThat(problemOf(endpoint(null))).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        answers.add("302 {\"access_token\":\"x\"}");
        assertThat(problemOf(endpoint(null))).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        server.stop(0);
        assertThat(problemOf(endpoint(null))).isEqualTo(Kind.TOKEN_UNAVAILABLE);
    }
}

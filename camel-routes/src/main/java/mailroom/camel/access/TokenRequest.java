package mailroom.camel.access;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailroom.camel.host.HostAddresses;
import mailroom.camel.host.LookupTimeout;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/** One request to an OAuth 2.0 token endpoint (RFC 6749, 4.4 and 6), the client's secret in the body. */
final class TokenRequest {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int USUAL_LIFE_SECONDS = 300;
    private static final int LONGEST_LIFE_SECONDS = 24 * 3600;

    /** Errors that tell of the endpoint's state and not of who asks. */
    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");

    private final TokenSource.Endpoint source;
    private final HostAddresses addresses;
    private final Duration longestLookup;

    /** An answer with a token in it. */
    record Answer(Secret token, int secondsToLive, Optional<Secret> refreshToken, OptionalLong refreshSeconds) {}

    /** One for all, because each has a thread; made at the first use. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(LONGEST_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    TokenRequest(TokenSource.Endpoint source) {
        this(source, HostAddresses.SYSTEM, LONGEST_CONNECT);
    }

    TokenRequest(TokenSource.Endpoint source, HostAddresses addresses, Duration longestLookup) {
        this.source = source;
        this.addresses = addresses;
        this.longestLookup = longestLookup;
    }

    /** @param refreshToken used in place of the configured one */
    Answer send(Optional<Secret> refreshToken) throws ImapProblem {
        HttpRequest request = HttpRequest.newBuilder(source.address())
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form(refreshToken.or(source::refreshToken))))
                .build();
        try {
            addresses.prepare(source.address().getHost(), longestLookup);
            HttpResponse<InputStream> response = Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return answer(response.statusCode(), read(response.body()));
        } catch (ImapProblem problem) {
            throw problem;
        } catch (LookupTimeout e) {
            throw unavailable("is not reached: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unavailable("does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was interrupted", e);
        }
    }

    /** The request's time-out ends with the answer's head, so that a body that drips needs an end of its own. */
    private static byte[] read(InputStream body) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.orTimeout(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> {
            close(body);
            return null;
        });
        try (body) {
            return body.readNBytes(LARGEST_ANSWER);
        } finally {
            done.complete(null);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            // ended is all that was wanted
        }
    }

    private String form(Optional<Secret> refreshToken) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", refreshToken.isPresent() ? "refresh_token" : "client_credentials");
        refreshToken.ifPresent(secret -> fields.put("refresh_token", secret.reveal()));
        fields.put("client_id", source.clientId());
        source.clientSecret().ifPresent(secret -> fields.put("client_secret", secret.reveal()));
        source.scope().ifPresent(scope -> fields.put("scope", scope));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer answer(int status, byte[] body) throws ImapProblem {
        Optional<JsonObject> json = json(body);
        if (status == 200) {
            return json.flatMap(this::token).orElseThrow(() -> unavailable("answers without an access token", null));
        }
        Optional<String> error =
                json.flatMap(known -> text(known, "error")).filter(word -> word.matches("[a-z_]{1,40}"));
        String said = "answers " + status + error.map(word -> " " + word).orElse("");
        boolean refuses = status == 400 || status == 401 || status == 403;
        if (refuses && error.isPresent() && !PASSING.contains(error.get())) {
            throw new ImapProblem(
                    Kind.LOGIN_REJECTED,
                    "the token endpoint " + source.address().getHost() + " " + said);
        }
        throw unavailable(said, null);
    }

    private static Optional<JsonObject> json(byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return Optional.of(reader.readObject());
        } catch (RuntimeException notJson) {
            // the reader has no exception of its own for what is nested too deeply
            return Optional.empty();
        }
    }

    private Optional<Answer> token(JsonObject json) {
        int seconds = USUAL_LIFE_SECONDS;
        try {
            seconds = json.containsKey("expires_in")
                    ? Integer.parseInt(json.get("expires_in").toString().replace("\"", ""))
                    : USUAL_LIFE_SECONDS;
        } catch (NumberFormatException odd) {
            // as if it said nothing
        }
        int life = Math.max(0, Math.min(seconds, LONGEST_LIFE_SECONDS));
        return text(json, "access_token")
                .map(token -> new Answer(
                        new Secret(token), life, text(json, "refresh_token").map(Secret::new), refreshSeconds(json)));
    }

    /** No standard has it: Google and Microsoft say the one, Keycloak the other, where 0 is for ever. */
    private static OptionalLong refreshSeconds(JsonObject json) {
        return Stream.of("refresh_token_expires_in", "refresh_expires_in")
                .filter(json::containsKey)
                .map(key -> json.get(key).toString().replace("\"", ""))
                .filter(text -> text.matches("[1-9][0-9]{0,9}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Optional<String> text(JsonObject json, String key) {
        return json.get(key) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private ImapProblem unavailable(String what, Exception cause) {
        return new ImapProblem(
                Kind.TOKEN_UNAVAILABLE, "the token endpoint " + source.address().getHost() + " " + what, cause);
    }
}

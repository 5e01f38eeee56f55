package mailroom.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.home.Home;
import mailroom.home.OwnerOnly;
import mailroom.settings.TokenSource.Endpoint;

/**
 * The newest refresh token of each endpoint that gives a new one for the old one (RFC 6749, 6), in a file of
 * {@code MAILROOM_HOME/tokens} that only its owner may read. The setting is the seed: a file counts as long as the seed is
 * the one that it grew from.
 */
@ApplicationScoped
public class KeptTokens {

    static final String FOLDER = "tokens";

    private static final System.Logger LOG = System.getLogger(KeptTokens.class.getName());

    /** @param ends as the endpoint said; empty where it says nothing */
    public record Kept(Secret token, Instant since, Optional<Instant> ends) {}

    /** What the disk has not taken yet. */
    private record Waiting(String seed, Kept kept) {}

    private final Path folder;
    private final Map<Path, Waiting> waiting = new ConcurrentHashMap<>();

    KeptTokens() {
        this((Path) null);
    }

    @Inject
    public KeptTokens(Home home) {
        this(home.folder().resolve(FOLDER));
    }

    private KeptTokens(Path folder) {
        this.folder = folder;
    }

    /** Empty where none is kept, it cannot be read, or the seed has changed since. */
    public Optional<Kept> find(Endpoint source) {
        Path file = file(source);
        Optional<Kept> unwritten = waiting(source);
        if (unwritten.isPresent()) {
            return unwritten;
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var reader = Json.createReader(new StringReader(Files.readString(file)))) {
            JsonObject json = reader.readObject();
            return json.getString("seed").equals(seedOf(source)) ? Optional.of(kept(json)) : Optional.empty();
        } catch (IOException | JsonException | NullPointerException | ClassCastException | DateTimeException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, the configured refresh token is used", file);
            return Optional.empty();
        }
    }

    private static Kept kept(JsonObject json) {
        return new Kept(
                new Secret(json.getString("refreshToken")),
                Instant.parse(json.getString("since")),
                Optional.ofNullable(json.getString("ends", null)).map(Instant::parse));
    }

    /**
     * On the disk when this returns, so that the token may be used.
     *
     * @throws IOException if the disk does not take it; it counts as long as this process lives, and waits for
     *     {@link #writeWaiting}
     */
    public synchronized void keep(Endpoint source, Kept kept) throws IOException {
        waiting.put(file(source), new Waiting(seedOf(source), kept));
        write(source, kept);
        waiting.remove(file(source));
    }

    /** Writes what the disk did not take before; tells what is still in the way, or nothing. */
    public synchronized Optional<String> writeWaiting(Endpoint source) {
        Optional<Kept> unwritten = waiting(source);
        if (unwritten.isEmpty()) {
            return Optional.empty();
        }
        try {
            keep(source, unwritten.get());
            return Optional.empty();
        } catch (FileSystemException e) {
            return Optional.of(
                    e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse("no permission"));
        } catch (IOException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse("it cannot be written"));
        }
    }

    private Optional<Kept> waiting(Endpoint source) {
        return Optional.ofNullable(waiting.get(file(source)))
                .filter(one -> one.seed().equals(seedOf(source)))
                .map(Waiting::kept);
    }

    private void write(Endpoint source, Kept kept) throws IOException {
        if (Files.notExists(folder)) {
            OwnerOnly.createFolder(folder);
        }
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("endpoint", source.address().toString())
                .add("clientId", source.clientId())
                .add("seed", seedOf(source))
                .add("since", kept.since().toString())
                .add("refreshToken", kept.token().reveal());
        kept.ends().ifPresent(ends -> json.add("ends", ends.toString()));
        OwnerOnly.write(file(source), json.build() + "\n");
    }

    /** Tells whether the seed has changed, and not what it is. */
    public static String seedOf(Endpoint source) {
        return hash(source.refreshToken().map(Secret::reveal).orElse(""));
    }

    private Path file(Endpoint source) {
        String identity = source.address() + "\n" + source.clientId() + "\n"
                + source.scope().orElse("") + "\n"
                + source.refreshToken().map(Secret::identity).orElse("");
        return folder.resolve(hash(identity) + ".json");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}

package mailroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.settings.KeptTokens.Kept;
import mailroom.settings.TokenSource.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final Kept LASTING = new Kept(new Secret("fresh"), NOW, Optional.empty());
    private static final Kept ENDING = new Kept(new Secret("fresh"), NOW, Optional.of(NOW.plusSeconds(60)));

    @TempDir
    Path home;

    private KeptTokens tokens;

    @BeforeEach
    void begin() {
        tokens = new KeptTokens(new Home(home));
    }

    private static Endpoint endpoint(String client, String seed) {
        // the identity of a secret that changes by itself is where it stands
        Secret refresh = new Secret(seed, Optional::empty, "${file:/seed}");
        return new Endpoint(
                URI.create("https://h/t"), client, Optional.empty(), Optional.of(refresh), Optional.of("mail"));
    }

    private Path file() throws IOException {
        try (var files = Files.list(home.resolve("tokens"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void keepsTheTokenOfEachEndpointForItsOwnerOnly() throws Exception {
        tokens.keep(endpoint("a", "seed"), LASTING);
        tokens.keep(endpoint("b", "seed"), ENDING);
        KeptTokens later = new KeptTokens(new Home(home));
        assertThat(later.find(endpoint("a", "seed"))).contains(LASTING);
        assertThat(later.find(endpoint("b", "seed"))).contains(ENDING);
        assertThat(later.find(endpoint("c", "seed"))).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("tokens"))))
                .isEqualTo("rwx------");
    }

    @Test
    void forgetsATokenOnceItsSeedIsAnother() throws Exception {
        tokens.keep(endpoint("a", "seed"), LASTING);
        assertThat(tokens.find(endpoint("a", "new seed"))).isEmpty();
        assertThat(tokens.find(endpoint("a", "seed"))).contains(LASTING);
    }

    @Test
    void knowsNoTokenOfAFileThatCannotBeRead() throws Exception {
        tokens.keep(endpoint("a", "seed"), LASTING);
        for (String broken : new String[] {"", "[]", "{}", "{\"seed\":1}"}) {
            Files.writeString(file(), broken);
            assertThat(tokens.find(endpoint("a", "seed"))).as(broken).isEmpty();
        }
    }

    @Test
    void remembersATokenThatTheDiskDoesNotTakeUntilItDoes() throws Exception {
        Files.createFile(home.resolve("tokens"));
        Endpoint source = endpoint("a", "seed");
        assertThatThrownBy(() -> tokens.keep(source, LASTING)).isInstanceOf(IOException.class);
        assertThat(tokens.find(source)).contains(LASTING);
        assertThat(tokens.find(endpoint("a", "new seed"))).isEmpty();
        assertThat(tokens.writeWaiting(source)).isPresent();
        Files.delete(home.resolve("tokens"));
        assertThat(tokens.writeWaiting(source)).isEmpty();
        assertThat(new KeptTokens(new Home(home)).find(source)).contains(LASTING);
        assertThat(tokens.writeWaiting(source)).isEmpty();
    }

    @Test
    void tellsASeedFromAnotherAndNotWhatItIs() {
        assertThat(KeptTokens.seedOf(endpoint("a", "seed")))
                .isEqualTo(KeptTokens.seedOf(endpoint("b", "seed")))
                .isNotEqualTo(KeptTokens.seedOf(endpoint("a", "other")))
                .matches("[0-9a-f]{32}");
    }
}

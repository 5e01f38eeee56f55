package mailroom.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.settings.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerIdentityTest {

    @TempDir
    Path folder;

    @Test
    void staysTheSameOverRestarts() {
        String before;
        try (ServerIdentity first = ServerIdentity.of(new Home(folder))) {
            before = first.id();
        }
        try (ServerIdentity second = ServerIdentity.of(new Home(folder))) {
            assertThat(second.id()).isEqualTo(before).hasSize(36);
        }
    }

    @Test
    void isNeverThatOfAnotherRunningServer() {
        try (ServerIdentity first = ServerIdentity.of(new Home(folder));
                ServerIdentity second = ServerIdentity.of(new Home(folder))) {
            assertThat(second.id()).isNotEqualTo(first.id()).hasSize(36);
        }
    }

    @Test
    void startsWhereTheHomeCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        try (ServerIdentity identity = ServerIdentity.of(new Home(file))) {
            assertThat(identity.id()).hasSize(36);
        }
    }
}

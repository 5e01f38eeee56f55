package mailroom.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeHoldTest {

    @TempDir
    Path folder;

    @Test
    void namesTheServerTheSameOverRestarts() throws IOException {
        String before;
        try (HomeHold first = HomeHold.take(folder)) {
            before = first.id();
        }
        try (HomeHold second = HomeHold.take(folder)) {
            assertThat(second.id()).isEqualTo(before).hasSize(36);
        }
    }

    @Test
    void saysWhoHasTheHome() throws IOException {
        try (HomeHold first = HomeHold.take(folder)) {
            assertThatThrownBy(() -> HomeHold.take(folder))
                    .isInstanceOf(HeldByAnother.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("home " + folder)
                    .hasMessageContaining("since 20");
            assertThatThrownBy(() -> HomeHold.take(folder)).isInstanceOf(HeldByAnother.class);
            assertThat(first.id()).hasSize(36);
        }
    }

    @Test
    void needsAHomeThatCanBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        assertThatThrownBy(() -> HomeHold.take(file)).isInstanceOf(IOException.class);
    }
}

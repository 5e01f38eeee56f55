package mailroom.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeGuardTest {

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsHandedOver() {
        System.clearProperty(HomeHold.HANDED_HOME);
    }

    @Test
    void takesAHomeThatIsNotThereYetAndHandsItToTheApplication() throws IOException {
        Path home = folder.resolve("not/there/yet");
        assertThat(guard(home)).isEmpty();

        try (HomeHold ofApplication = HomeHold.of(home)) {
            assertThat(ofApplication.id()).hasSize(36).isEqualTo(Files.readString(home.resolve(HomeHold.FILE)));
            assertThat(ofApplication.holder().words())
                    .isEqualTo(Files.readString(home.resolve(HomeHold.WHO)))
                    .contains("process " + ProcessHandle.current().pid(), "home " + home);
        }
        assertThatThrownBy(() -> HomeHold.take(home))
                .as("the application's end lets go of nothing")
                .isInstanceOf(HeldByAnother.class);
    }

    @Test
    void leavesAnotherHomeToTheApplication() throws IOException {
        Path another = folder.resolve("another");
        assertThat(guard(folder.resolve("guarded"))).isEmpty();
        try (HomeHold taken = HomeHold.of(another)) {
            assertThat(taken.holder().home()).isEqualTo(another.toString());
            assertThatThrownBy(() -> HomeHold.take(another)).isInstanceOf(HeldByAnother.class);
        }
    }

    @Test
    void namesTheOneThatHasTheHome() throws IOException {
        try (HomeHold first = HomeHold.take(folder)) {
            assertThat(guard(folder))
                    .contains("is in use by another server", first.holder().words(), "Stop that one first");
        }
    }

    @Test
    void waitsForOneThatIsAboutToEnd() throws IOException {
        HomeHold ending = HomeHold.take(folder);
        CompletableFuture.runAsync(ending::close, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        assertThat(HomeGuard.guard(folder.toString(), Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void isNotStoppedByTheFilesOfOneThatWasKilled() throws IOException {
        Files.writeString(folder.resolve(HomeHold.FILE), "8e4a1c52-0c1f-4a43-9d0e-3f8f6f7b1a11");
        Files.writeString(folder.resolve(HomeHold.WHO), "host gone, process 1, home gone, since 2026-01-01T00:00:00Z");
        assertThat(guard(folder)).isEmpty();
        assertThat(Files.readString(folder.resolve(HomeHold.WHO)))
                .contains("process " + ProcessHandle.current().pid());
    }

    @Test
    void saysWhatIsWrongWithAFolderThatCannotBeOne() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        assertThat(guard(file)).contains("MAILROOM_HOME " + file + " cannot be used", "is no folder");
        assertThat(guard(file.resolve("below"))).contains("cannot be used: " + file, "must be a folder");
        assertThat(guard(Path.of("/proc/mailroom"))).contains("MAILROOM_HOME /proc/mailroom cannot be used: /proc");
        assertThat(HomeGuard.guard("a\0b", Duration.ZERO).orElseThrow()).contains("is not the path of a folder");
    }

    private static String guard(Path home) {
        return HomeGuard.guard(home.toString(), Duration.ZERO).orElse("");
    }
}

package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TokenCommandTest {

    private static TokenCommand shell(String script) {
        return new TokenCommand(List.of("/bin/sh", "-c", script), Duration.ofMillis(500));
    }

    private static void fails(String script, String message) {
        assertThatThrownBy(() -> shell(script).run())
                .isInstanceOfSatisfying(
                        ImapProblem.class, problem -> assertThat(problem.word()).isEqualTo("token-unavailable"))
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takesTheFirstLine() throws ImapProblem {
        assertThat(shell("echo; echo ' s3cret '; echo more").run().reveal()).isEqualTo("s3cret");
    }

    @Test
    void passesArgumentsAsTheyAre() throws ImapProblem {
        assertThat(new TokenCommand(List.of("/bin/echo", "$HOME;x")).run().reveal())
                .isEqualTo("$HOME;x");
    }

    @Test
    void namesACommandThatFails() {
        fails("echo s3cret; exit 3", "ended with 3");
        fails("true", "printed nothing");
        assertThatThrownBy(() -> new TokenCommand(List.of("/no/such/program")).run())
                .hasMessageContaining("cannot be run");
    }

    @Test
    void endsACommandThatHangsWithItsChildren() {
        long begun = System.nanoTime();
        fails("sleep 30 & sleep 30", "has not ended");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void endsACommandThatPrintsWithoutEnd() {
        fails("yes s3cret", "prints more than");
    }
}

package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.problem.ImapProblem;
import org.junit.jupiter.api.Test;

/** Headers that one answer brings, once or twice. */
class AnsweredHeadersTest {

    private final List<Long> handedOn = new ArrayList<>();
    private final AnsweredHeaders headers = new AnsweredHeaders((uid, header) -> handedOn.add(uid));

    private void comes(long uid, int bytes) throws IOException {
        headers.body(Optional.empty(), bytes).write(new byte[bytes]);
        headers.complete(new MailFacts(uid, "", Optional.empty(), -1), bytes);
    }

    @Test
    void waitForTheEndOfTheAnswer() throws IOException {
        comes(1, AnsweredHeaders.MOST_WAITING);
        assertThat(handedOn).isEmpty();
        headers.end();
        assertThat(handedOn).containsExactly(1L);
    }

    @Test
    void oneThatIsContradictedIsLeftOut() throws IOException {
        comes(1, 10);
        comes(2, 10);
        headers.contradicted(1, "");
        headers.end();
        assertThat(handedOn).containsExactly(2L);
    }

    @Test
    void theOldestAreHandedOnWhereTheyNeedMoreRoomThanThereIs() throws IOException {
        comes(1, 1);
        comes(2, AnsweredHeaders.MOST_WAITING);
        assertThat(handedOn).containsExactly(1L);
        assertThatThrownBy(() -> headers.contradicted(1, ""))
                .isInstanceOf(ImapProblem.class)
                .hasMessageContaining("two different headers of UID 1");
    }

    @Test
    void whatIsContradictedMakesRoom() throws IOException {
        comes(1, 1);
        comes(2, AnsweredHeaders.MOST_WAITING - 1);
        headers.contradicted(2, "");
        comes(3, AnsweredHeaders.MOST_WAITING - 1);
        assertThat(handedOn).isEmpty();
    }
}

package mailroom.camel.mailbox.watch;

import static org.assertj.core.api.Assertions.assertThat;

import mailroom.camel.imap.problem.ImapProblem;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

    @ParameterizedTest
    @EnumSource(ImapProblem.Kind.class)
    void eachProblemWithAServerIsNamedAsTheProtocolNamesIt(ImapProblem.Kind kind) {
        ImapProblem problem = new ImapProblem(kind, "why");
        assertThat(Failure.of(problem).kind().word()).isEqualTo(problem.word());
    }

    @Test
    void tellsNothingOfAnErrorOfItsOwn() {
        Failure failure = Failure.of(new IllegalStateException("secret"));
        assertThat(failure.kind()).isEqualTo(ProblemKind.UNEXPECTED_FAILURE);
        assertThat(failure.message()).doesNotContain("secret");
    }
}

package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problems problems = new Problems();

    private int refusedAfter(int count) {
        IntStream.rangeClosed(1, count).forEach(line -> problems.add(line, "key", "is wrong"));
        SettingsRefused refused = catchThrowableOfType(SettingsRefused.class, problems::refuseIfAny);
        return refused.problems().size();
    }

    @Test
    void refusesNothingWithoutAProblem() {
        assertThatCode(problems::refuseIfAny).doesNotThrowAnyException();
    }

    @Test
    void namesEachOfTwentyProblems() {
        assertThat(refusedAfter(20)).isEqualTo(20);
    }

    @Test
    void namesTwentyOfTwentyOneProblems() {
        assertThat(refusedAfter(21)).isEqualTo(20);
    }
}

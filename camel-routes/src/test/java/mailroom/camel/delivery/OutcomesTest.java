package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.util.stream.Stream;
import mailroom.mail.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {

    static Stream<Throwable> unforeseen() {
        return Stream.of(
                new ArithmeticException("secret"),
                new SocketException("secret"),
                new IllegalStateException("secret", new ClassCastException("secret")));
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void whatNobodyThoughtOfIsTriedAgainAndSaidWithoutClassesOrSecrets(Throwable problem) {
        assertThat(Outcomes.of(problem))
                .isInstanceOfSatisfying(Outcome.TryAgain.class, again -> assertThat(again.reason())
                        .doesNotContainPattern("Exception|secret"));
    }
}

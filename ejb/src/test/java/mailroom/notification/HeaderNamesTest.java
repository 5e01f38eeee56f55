package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNamesTest {

    private static final String SEVENTY_FIVE =
            "-23456789-123456789-123456789-123456789-123456789-123456789-123456789-12345";

    @ParameterizedTest
    @ValueSource(strings = {"X", "X-Order", "List-Unsubscribe", "Xcontent-Type", "A" + SEVENTY_FIVE})
    void takesANameOfUpTo76LettersDigitsAndHyphens(String name) {
        assertThatCode(() -> HeaderNames.require("headers", name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB" + SEVENTY_FIVE,
                "",
                "-X",
                "1X",
                "X:",
                "X y",
                "FROM",
                "Bcc",
                "Content-Type",
                "resent-to",
                "ARC-Seal",
                "X-Mailroom-Redirected"
            })
    void refusesALongerNameAndOneThatMailroomWritesItself(String name) {
        assertThatThrownBy(() -> HeaderNames.require("headers", name))
                .isInstanceOf(NotificationRefused.class)
                .hasMessageStartingWith("headers: a header name of letters, digits and hyphens, at most 76");
    }
}

package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @Test
    void takesTheLongestTextAndNoLongerOne() {
        assertThatCode(() -> SafeText.require("f", "abc", 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SafeText.require("f", "abcd", 3)).hasMessage("f: at most 3 characters");
        assertThatCode(() -> SafeText.requireBody("f", "abc", 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SafeText.requireBody("f", "abcd", 3)).hasMessage("f: at most 3 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\0", "\t", "\u007f", "\u0085", "\u009f", "\u2028", "\u2029"})
    void takesNoLineBreakAndNoControlCharacterIntoAHeader(String text) {
        assertThatThrownBy(() -> SafeText.require("f", "a" + text, 9))
                .hasMessage("f: one line of text, without line breaks and control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "~", "\u00a0", "\u2027", "\u202a", "\uD83D\uDE00"})
    void takesWhatStandsBesideThoseInUnicode(String text) {
        assertThatCode(() -> SafeText.require("f", text, 9)).doesNotThrowAnyException();
    }

    @Test
    void takesLinesIntoABodyAndNoNul() {
        assertThatCode(() -> SafeText.requireBody("f", "a\r\n\tb", 9)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SafeText.requireBody("f", "\0", 9)).hasMessage("f: text without NUL");
        assertThatThrownBy(() -> SafeText.requireBody("f", "a\0", 9)).hasMessage("f: text without NUL");
    }

    @Test
    void takesNoHalfOfACharacter() {
        assertThatThrownBy(() -> SafeText.require("f", "\uD83D", 9)).hasMessageContaining("unpaired surrogates");
        assertThatThrownBy(() -> SafeText.requireBody("f", "\uDE00", 9)).hasMessageContaining("unpaired surrogates");
    }
}

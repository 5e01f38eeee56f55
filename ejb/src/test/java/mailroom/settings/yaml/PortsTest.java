package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap://h:1",
                "imap://h:65535",
                "https://h:65535/path",
                "https://[::1]:65535?a=b",
                "https://h",
                "https://h/a:0",
                "imap://[::1]",
                "https://[::1]/path",
                "imap://user:0@h"
            })
    void takesAPortFrom1To65535OrNone(String address) {
        assertThatCode(() -> Ports.check(address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap://h:0",
                "imap://h:65536",
                "https://h:000001/path",
                "https://[::1]:65536?a=b",
                "https://h:/path",
                "https://h:1x#f"
            })
    void refusesOneLessOrOneMoreAndWhatIsNoNumber(String address) {
        assertThatThrownBy(() -> Ports.check(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its port must be a whole number from 1 to 65535");
    }
}

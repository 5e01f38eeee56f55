package mailroom.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String HOST = "mail.example.com:9443";

    @Test
    void letsProgramsAndTheOwnPageChangeThings() {
        assertThat(SameOrigin.isOwn(null, null, HOST)).isTrue();
        assertThat(SameOrigin.isOwn("same-origin", "https://" + HOST, HOST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "cross-site, -",
                "same-site, -",
                "-, https://evil.example",
                "-, null",
                "-, https://mail.example.com",
                "same-origin, https://evil.example",
                "-, ht tp://%"
            })
    void refusesWhatAnotherSiteMakesABrowserSend(String fetchSite, String origin) {
        assertThat(SameOrigin.isOwn(fetchSite, origin, HOST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1"})
    void knowsThisMachine(String address) throws IOException {
        assertThat(TlsUnlessLoopback.isLoopback(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.0.2.7", "2001:db8::1", "localhost", ""})
    void knowsOtherMachines(String address) throws IOException {
        assertThat(TlsUnlessLoopback.isLoopback(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Basic YWRtaW46cHc=, admin, pw",
        "basic YWRtaW46cDp3, admin, p:w",
        "Basic YWRtaW4=, admin, ''",
        "Bearer abc, '', ''",
        "Basic !!!, '', ''"
    })
    void readsUserAndPassword(String header, String user, String password) {
        assertThat(Credentials.user(header)).isEqualTo(user);
        assertThat(Credentials.password(header)).isEqualTo(password);
    }
}

package mailroom.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicLoginTest {

    @ParameterizedTest
    @CsvSource({"Basic YWRtaW46cHc=, admin, pw", "basic YWRtaW46cDp3, admin, p:w", "BASIC  YWRtaW46, admin, ''"})
    void readsUserAndPassword(String header, String user, String password) {
        assertThat(BasicLogin.of(header)).contains(new BasicLogin(user, password));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic YWRtaW4=", "Bearer abc", "Basic !!!"})
    void takesNothingElse(String header) {
        assertThat(BasicLogin.of(header)).isEmpty();
    }

    @Test
    void countsAUserOnceHoweverTheNameIsWritten() {
        assertThat(BasicLogin.folded(" ADMIN ")).isEqualTo("admin");
        assertThat(BasicLogin.folded("x".repeat(10_000))).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "127.0.0.1, 127.0.0.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::1, 2001:db8:1:2:0:0:0:0/64",
        "a name that is never looked up, a name that is never looked up"
    })
    void knowsAClientByItsAddressOrItsNetwork(String address, String client) {
        assertThat(Client.of(address)).isEqualTo(client);
    }
}

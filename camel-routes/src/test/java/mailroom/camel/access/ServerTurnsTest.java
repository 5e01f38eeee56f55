package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;

class ServerTurnsTest {

    private final ServerTurns turns = new ServerTurns();

    private static ServerAddress server(String host) {
        return new ServerAddress(host, 993, ServerAddress.Tls.IMPLICIT, Optional.empty());
    }

    @Test
    void letsSomeOfAServerAtATime() throws InterruptedIOException {
        List<ServerTurns.Turn> taken = new ArrayList<>();
        for (int i = 0; i < ServerTurns.LOGINS_AT_ONCE; i++) {
            taken.add(turns.toLogIn(server("full.example.com"), () -> false));
        }
        assertThatThrownBy(() -> turns.toLogIn(server("full.example.com"), () -> true))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("full.example.com");
        try (ServerTurns.Turn elsewhere = turns.toLogIn(server("other.example.com"), () -> false)) {
            assertThat(elsewhere).isNotNull();
        }
        taken.get(0).close();
        assertThat(turns.toLogIn(server("full.example.com"), () -> false)).isNotNull();
    }

    @Test
    void fetchesAreNotCountedAsLogins() throws InterruptedIOException {
        for (int i = 0; i < ServerTurns.LOGINS_AT_ONCE; i++) {
            turns.toLogIn(server("full.example.com"), () -> false);
        }
        assertThat(turns.toFetch(server("full.example.com"))).isNotNull();
    }
}

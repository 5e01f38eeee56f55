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

    private final ServerTurns gate = new ServerTurns(2);

    private static ServerAddress server(String host) {
        return new ServerAddress(host, 993, ServerAddress.Tls.IMPLICIT, Optional.empty());
    }

    @Test
    void letsSomeOfAServerAtATime() throws InterruptedIOException {
        List<ServerTurns.Turn> turns = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            turns.add(gate.await(server("full.example.com"), () -> false));
        }
        assertThatThrownBy(() -> gate.await(server("full.example.com"), () -> true))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("full.example.com");
        try (ServerTurns.Turn elsewhere = gate.await(server("other.example.com"), () -> false)) {
            assertThat(elsewhere).isNotNull();
        }
        turns.get(0).close();
        assertThat(gate.await(server("full.example.com"), () -> false)).isNotNull();
    }
}

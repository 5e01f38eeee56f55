package mailroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import mailroom.EmbeddedDerby;
import mailroom.mail.Incidents;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void handsOutMailIdsInBlocksThatDoNotOverlap() {
        try (var derby = new EmbeddedDerby()) {
            long first = derby.database().nextMailIds();
            assertThat(derby.database().nextMailIds()).isEqualTo(first + Database.ID_BLOCK);
        }
    }

    @Test
    void keepsIncidentsNewestFirst() {
        try (var derby = new EmbeddedDerby()) {
            Incidents incidents = new Incidents(derby.database());
            incidents.record("mail-over-limit", Optional.of("sales"), "INBOX 7", "4 GiB is more than 2 GiB");
            incidents.record("script-failed", Optional.empty(), "x", "y".repeat(3000));
            assertThat(incidents.latest(10))
                    .extracting(Incidents.Incident::kind)
                    .containsExactly("script-failed", "mail-over-limit");
        }
    }
}

package mailroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import mailroom.EmbeddedDerby;
import org.junit.jupiter.api.Test;

class AuditTest {

    @Test
    void tellsWhoDidWhatTheNewestFirst() {
        try (EmbeddedDerby derby = new EmbeddedDerby()) {
            Audit audit = new Audit(derby.database());
            audit.record("anna", "read-mail", "ab".repeat(32));
            audit.record("x".repeat(300), "pause-mailbox", "sales");
            assertThat(audit.latest(10)).extracting(Audit.Entry::action).containsExactly("pause-mailbox", "read-mail");
            assertThat(audit.latest(1).get(0).who()).hasSize(255);
            assertThat(audit.before(audit.latest(1).get(0).id(), 10))
                    .extracting(Audit.Entry::action)
                    .containsExactly("read-mail");
        }
    }
}

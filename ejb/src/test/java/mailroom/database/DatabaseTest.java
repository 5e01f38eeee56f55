package mailroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mailroom.EmbeddedDerby;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.MailState;
import mailroom.mail.Progress;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;
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
            incidents.record(IncidentKind.MAIL_SKIPPED, Optional.of("sales"), "INBOX 7", "4 GiB is more than 2 GiB");
            incidents.record(IncidentKind.SCRIPT_FAILED, Optional.empty(), "x", "y".repeat(3000));
            assertThat(incidents.latest(10))
                    .extracting(Incidents.Incident::kind)
                    .containsExactly("script-failed", "mail-skipped");
        }
    }

    @Test
    void countsHowFarTheMailsOfAnOlderSchemaHadCome() throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName("memory:" + UUID.randomUUID());
        source.setCreateDatabase("create");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:mailroom/database")
                .placeholders(Dialect.DERBY.typeNames())
                .target("2")
                .load()
                .migrate();
        int[] states = {2, 2, 1, 2, 0, 1};
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < states.length; i++) {
                statement.execute("insert into mail values (" + (i + 1) + ", x'" + "%064x".formatted(i)
                        + "', 1, 1, 0, 0, 'sales', " + states[i] + ")");
                statement.execute("insert into metadata (mail_id, parts) values (" + (i + 1) + ", 1)");
            }
        }

        Database database = Database.on(source);

        Progress progress = new Progress(database);
        assertThat(progress.countsByState())
                .isEqualTo(Map.of(MailState.RECEIVED, 2L, MailState.ARCHIVED, 2L, MailState.ROUTED, 2L));
        assertThat(progress.reached("sales", MailState.ARCHIVED)).isEqualTo(new Progress.Reached(4, 4));
        assertThat(progress.reached("sales", MailState.ROUTED)).isEqualTo(new Progress.Reached(2, 2));
        long metadata = database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from metadata")
                .mapTo(Long.class)
                .one());
        assertThat(metadata).isEqualTo(4);
    }
}

package mailroom;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

class CorpusOnPostgresqlIT extends CorpusJourney {

    private PrivatePostgresql postgresql;

    @Override
    RunningMailroom mailroom() throws IOException {
        postgresql = PrivatePostgresql.start();
        return RunningMailroom.unpacked("corpus-on-postgresql")
                .with("MAILROOM_DB", "postgresql")
                .with("MAILROOM_DB_URL", postgresql.url())
                .with("MAILROOM_DB_USER", "postgres")
                .with("MAILROOM_DB_PASSWORD", "unused");
    }

    @Override
    void loseDatabase(RunningMailroom stopped) throws IOException {
        postgresql.dropAndCreate();
    }

    @AfterAll
    void stopDatabase() throws IOException {
        if (postgresql != null) {
            postgresql.close();
        }
    }
}

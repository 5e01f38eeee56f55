package mailroom;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

class CorpusOnPostgresqlIT extends CorpusJourney {

    private PrivatePostgresql postgresql;

    @Override
    RunningMailroom mailroom() throws IOException {
        postgresql = PrivatePostgresql.start();
        RunningMailroom mailroom = RunningMailroom.unpacked("corpus-on-postgresql");
        postgresql.environment().forEach(mailroom::with);
        return mailroom;
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

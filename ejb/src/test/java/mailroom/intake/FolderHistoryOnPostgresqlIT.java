package mailroom.intake;

import java.nio.file.Path;
import mailroom.PostgresqlDatabase;
import mailroom.PrivatePostgresql;
import mailroom.archive.ArchiveFixture;
import mailroom.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FolderHistoryOnPostgresqlIT extends FolderHistoryContract {

    private static PrivatePostgresql postgresql;
    private static Database database;

    @BeforeAll
    static void start() {
        postgresql = PrivatePostgresql.start();
        database = PostgresqlDatabase.in(postgresql);
    }

    @AfterAll
    static void stop() {
        if (postgresql != null) {
            postgresql.close();
        }
    }

    @Override
    ArchiveFixture fixture(Path home) {
        ArchiveFixture fixture = new ArchiveFixture(home, database);
        fixture.loseDatabase();
        return fixture;
    }
}

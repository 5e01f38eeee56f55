package mailroom.folder;

import java.nio.file.Path;
import mailroom.PostgresqlDatabase;
import mailroom.archive.ArchiveFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class FolderHistoryOnPostgresqlIT extends FolderHistoryContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    @Override
    ArchiveFixture fixture(Path home) {
        ArchiveFixture fixture = new ArchiveFixture(home, POSTGRESQL.database());
        fixture.loseDatabase();
        return fixture;
    }
}

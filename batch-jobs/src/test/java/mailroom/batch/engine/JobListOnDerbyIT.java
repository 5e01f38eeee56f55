package mailroom.batch.engine;

import java.nio.file.Path;
import mailroom.database.Database;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.io.TempDir;

/** On disk, as an installation has it. */
class JobListOnDerbyIT extends JobListContract {

    @TempDir
    static Path folder;

    private Database database;

    @Override
    Database database() {
        if (database == null) {
            EmbeddedDataSource source = new EmbeddedDataSource();
            source.setDatabaseName(folder.resolve("db").toString());
            source.setCreateDatabase("create");
            database = Database.on(source);
        }
        return database;
    }
}

package mailroom.batch.engine;

import mailroom.PostgresqlDatabase;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobListOnPostgresqlIT extends JobListContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = PostgresqlDatabase.keepingConnections();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

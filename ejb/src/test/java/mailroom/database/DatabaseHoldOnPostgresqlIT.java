package mailroom.database;

import mailroom.PostgresqlDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseHoldOnPostgresqlIT extends DatabaseHoldContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

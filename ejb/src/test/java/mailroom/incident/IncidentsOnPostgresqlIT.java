package mailroom.incident;

import mailroom.PostgresqlDatabase;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncidentsOnPostgresqlIT extends IncidentsContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

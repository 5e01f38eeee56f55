package mailroom.outbound;

import mailroom.PostgresqlDatabase;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmissionsOnPostgresqlIT extends SubmissionsContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

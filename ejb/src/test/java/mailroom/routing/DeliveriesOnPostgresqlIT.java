package mailroom.routing;

import mailroom.PostgresqlDatabase;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveriesOnPostgresqlIT extends DeliveriesContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

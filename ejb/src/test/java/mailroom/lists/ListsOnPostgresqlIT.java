package mailroom.lists;

import mailroom.PostgresqlDatabase;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListsOnPostgresqlIT extends ListsContract {

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = PostgresqlDatabase.keepingConnections();

    @Override
    Database database() {
        return POSTGRESQL.database();
    }
}

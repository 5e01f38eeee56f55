package mailroom.routing;

import mailroom.PostgresqlDatabase;
import mailroom.PrivatePostgresql;
import mailroom.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DeliveriesOnPostgresqlIT extends DeliveriesContract {

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
    Database database() {
        return database;
    }
}

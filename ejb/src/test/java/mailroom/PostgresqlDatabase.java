package mailroom;

import mailroom.database.Database;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A database in a {@link PrivatePostgresql} of one test class, outside a container, with the schema in place. */
public final class PostgresqlDatabase implements BeforeAllCallback, AfterAllCallback {

    private PrivatePostgresql postgresql;
    private Database database;

    @Override
    public void beforeAll(ExtensionContext context) {
        postgresql = PrivatePostgresql.start();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgresql.url());
        source.setUser(postgresql.user());
        source.setPassword(postgresql.password());
        database = Database.on(source);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (postgresql != null) {
            postgresql.close();
        }
    }

    public Database database() {
        return database;
    }
}

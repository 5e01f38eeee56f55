package mailroom;

import javax.sql.DataSource;
import mailroom.database.Database;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGPoolingDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database in a {@link PrivatePostgresql} of one test class, outside a container, with the schema in place. */
public final class PostgresqlDatabase implements BeforeAllCallback, AfterAllCallback {

    private final boolean keepsConnections;
    private PrivatePostgresql postgresql;
    private Database database;

    /** Each use has a connection of its own. */
    public PostgresqlDatabase() {
        this(false);
    }

    private PostgresqlDatabase(boolean keepsConnections) {
        this.keepsConnections = keepsConnections;
    }

    /** Connections are kept between uses, as in a server, so that opening them is no part of what is measured. */
    public static PostgresqlDatabase keepingConnections() {
        return new PostgresqlDatabase(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        postgresql = PrivatePostgresql.start();
        database = Database.on(keepsConnections ? keeping() : opening());
    }

    private DataSource opening() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgresql.url());
        source.setUser(postgresql.user());
        source.setPassword(postgresql.password());
        return source;
    }

    // for one thread that measures it does what a larger pool does
    @SuppressWarnings("deprecation")
    private DataSource keeping() {
        PGPoolingDataSource source = new PGPoolingDataSource();
        source.setUrl(postgresql.url());
        source.setUser(postgresql.user());
        source.setPassword(postgresql.password());
        source.setMaxConnections(10);
        return source;
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

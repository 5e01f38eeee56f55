package mailroom;

import mailroom.database.Database;
import org.postgresql.ds.PGSimpleDataSource;

/** A database in a {@link PrivatePostgresql}, outside a container, with the schema in place. */
public final class PostgresqlDatabase {

    private PostgresqlDatabase() {}

    public static Database in(PrivatePostgresql postgresql) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgresql.url());
        source.setUser(postgresql.user());
        source.setPassword(postgresql.password());
        return Database.on(source);
    }
}

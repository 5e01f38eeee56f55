package mailroom;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import mailroom.database.Database;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A database of its own for one test, in memory, with the schema in place. */
public final class EmbeddedDerby implements AutoCloseable {

    private final String name = "memory:" + UUID.randomUUID();
    private final Database database;

    public EmbeddedDerby() {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(name);
        source.setCreateDatabase("create");
        database = Database.on(source);
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        try {
            DriverManager.getConnection("jdbc:derby:" + name + ";drop=true").close();
        } catch (SQLException dropped) {
            // Derby reports a dropped database as an exception, SQL state 08006
        }
    }
}

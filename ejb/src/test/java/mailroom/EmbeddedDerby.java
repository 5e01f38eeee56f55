package mailroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import mailroom.database.Database;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A database of its own for one test, in memory, with the schema in place. */
public final class EmbeddedDerby implements AutoCloseable {

    /** Migrated once in a JVM: a copy takes a tenth of the time. */
    private static final class Migrated {

        private static final Path BACKUP = backup();

        private static Path backup() {
            String name = UUID.randomUUID().toString();
            try (EmbeddedDerby derby = new EmbeddedDerby(name, "create=true");
                    var connection = derby.database().dataSource().getConnection();
                    CallableStatement backup = connection.prepareCall("call syscs_util.syscs_backup_database(?)")) {
                Path folder = Files.createTempDirectory("derby");
                backup.setString(1, folder.toString());
                backup.execute();
                deleteAtEnd(folder);
                return folder.resolve(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the migrated database cannot be copied", e);
            }
        }

        /** What is registered last is deleted first. */
        private static void deleteAtEnd(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(file -> file.toFile().deleteOnExit());
            }
        }
    }

    private final String name;
    private final Database database;

    public EmbeddedDerby() {
        this(UUID.randomUUID().toString(), "createFrom=" + Migrated.BACKUP);
    }

    private EmbeddedDerby(String name, String origin) {
        this.name = "memory:" + name;
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(this.name);
        source.setConnectionAttributes(origin);
        database = Database.on(source);
    }

    public Database database() {
        return database;
    }

    /** Derby sleeps for half a second before it drops a database; nobody waits for that. */
    @Override
    public void close() {
        Thread dropping = new Thread(this::drop, "drop-derby");
        dropping.setDaemon(true);
        dropping.start();
    }

    private void drop() {
        try {
            DriverManager.getConnection("jdbc:derby:" + name + ";drop=true").close();
        } catch (SQLException dropped) {
            // Derby reports a dropped database as an exception, SQL state 08006
        }
    }
}

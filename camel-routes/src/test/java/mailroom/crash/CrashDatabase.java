package mailroom.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that intake writes to, as its process and the outside reach it. */
interface CrashDatabase extends AutoCloseable {

    /** An empty ledger with its schema, for the home. */
    void makeNew(Path home) throws IOException, SQLException;

    /** JDBC's, for the process. */
    String url(Path home);

    /** The process's calls by which the database changes. */
    LastCall writes(Path home) throws IOException;

    /** For the outside, while the process does not run; {@link Outside#close} gives the files free. */
    Outside open(Path home) throws SQLException;

    /** Nobody opens it again. */
    void forget(Path home) throws SQLException;

    @Override
    void close();

    /** A connection, and what must be done after it. */
    record Outside(Connection connection, Runnable afterwards) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.close();
            afterwards.run();
        }
    }
}

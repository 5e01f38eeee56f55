package mailroom.crash;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The database as a run opens it and gives it free again. */
record RunDatabase(DataSource dataSource, Runnable end) implements AutoCloseable {

    private static final String DERBY = "jdbc:derby:";

    static RunDatabase of(String url) {
        return url.startsWith(DERBY) ? derby(url.substring(DERBY.length())) : postgresql(url);
    }

    private static RunDatabase derby(String folder) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(folder);
        source.setCreateDatabase("create");
        return new RunDatabase(source, () -> shutDown(folder));
    }

    private static void shutDown(String folder) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(folder);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException ended) {
            // Derby reports its end as an exception, SQL state 08006
        }
    }

    /** Keeps its connections as the server does: a login costs more than what is done after it. */
    @SuppressWarnings("deprecation")
    private static RunDatabase postgresql(String url) {
        var source = new org.postgresql.ds.PGPoolingDataSource();
        source.setDataSourceName("run");
        source.setUrl(url);
        return new RunDatabase(source, source::close);
    }

    @Override
    public void close() {
        end.run();
    }
}

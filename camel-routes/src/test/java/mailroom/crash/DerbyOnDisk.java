package mailroom.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import mailroom.Programs;
import mailroom.database.Database;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Derby in the home's folder, copied from one that has the schema. */
final class DerbyOnDisk implements CrashDatabase {

    private final Path template = Programs.folder("derby").resolve("db");

    DerbyOnDisk() {
        Database.on(source(template));
        shutDown(template);
    }

    private static EmbeddedDataSource source(Path database) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(database.toString());
        source.setCreateDatabase("create");
        return source;
    }

    private static void shutDown(Path database) {
        EmbeddedDataSource source = source(database);
        source.setCreateDatabase(null);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException ended) {
            // Derby reports its end as an exception, SQL state 08006
        }
    }

    @Override
    public void makeNew(Path home) throws IOException {
        Path target = home.resolve("db");
        try (var files = Files.walk(template)) {
            files.forEach(file -> copy(file, target.resolve(template.relativize(file))));
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url(Path home) {
        return "jdbc:derby:" + home.resolve("db");
    }

    @Override
    public Strace writes(Path home) throws IOException {
        try (var files = Files.walk(home.resolve("db"))) {
            return new Strace(
                    "write to Derby",
                    "write,pwrite64",
                    files.filter(Files::isRegularFile).toList());
        }
    }

    @Override
    public Outside open(Path home) throws SQLException {
        Path database = home.resolve("db");
        return new Outside(source(database).getConnection(), () -> shutDown(database));
    }

    /** It goes with the home. */
    @Override
    public void forget(Path home) {}

    @Override
    public void close() {
        Programs.delete(template.getParent());
    }
}

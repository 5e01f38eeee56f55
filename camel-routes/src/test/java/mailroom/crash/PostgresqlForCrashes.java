package mailroom.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import mailroom.PrivatePostgresql;
import mailroom.database.Database;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for each home, on one private PostgreSQL, copied from one that has the schema. */
final class PostgresqlForCrashes implements CrashDatabase {

    private final PrivatePostgresql server = PrivatePostgresql.start();
    private final DatabaseWire wire = new DatabaseWire(server.port());

    PostgresqlForCrashes() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(server.url()));
        Database.on(source);
    }

    private String url(String database) {
        return database + "?user=" + server.user() + "&password=" + server.password();
    }

    private static String name(Path home) {
        return "\"" + home.getFileName() + "\"";
    }

    @Override
    public void makeNew(Path home) throws SQLException {
        inServer("create database " + name(home) + " template " + server.user());
    }

    private void inServer(String sql) throws SQLException {
        String postgres = server.url().replaceFirst("[^/]*$", "postgres");
        try (Connection connection = DriverManager.getConnection(url(postgres));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String url(Path home) {
        return url(server.url().replaceFirst("[^/]*$", home.getFileName().toString()));
    }

    @Override
    public LastCall writes(Path home) {
        return new LastCall() {
            @Override
            public String name() {
                return "send to PostgreSQL";
            }

            @Override
            public Victim start(CrashSite site, int n) throws IOException {
                CompletableFuture<Victim> victim = new CompletableFuture<>();
                wire.cutAt(n, () -> victim.join().kill());
                victim.complete(site.startOn(throughWire(site.home()), "once"));
                return victim.join();
            }
        };
    }

    private String throughWire(Path home) {
        return url(home).replaceFirst("(?<=:)[0-9]+(?=/)", Integer.toString(wire.port()));
    }

    @Override
    public Outside open(Path home) throws SQLException {
        return new Outside(DriverManager.getConnection(url(home)), () -> {});
    }

    /** As a crash of the database's machine, and its return. */
    void crashAndReturn() {
        server.kill();
        server.startAgain();
    }

    @Override
    public void forget(Path home) throws SQLException {
        inServer("drop database if exists " + name(home) + " with (force)");
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.close();
    }
}

package mailroom;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of its own on loopback, below one folder, with the prepared transactions that XA needs. */
public final class PrivatePostgresql implements AutoCloseable {

    private static final Path PROGRAMS = newest(Path.of("/usr/lib/postgresql"));
    private static final String USER = "mailroom";
    private static final String PASSWORD = "pw-of-the-database";

    private final Path folder = Programs.folder("postgresql");
    private final int port = Programs.freePort();
    private final boolean durable;
    private boolean running;

    private PrivatePostgresql(boolean durable) {
        this.durable = durable;
    }

    /** Skips the test where PostgreSQL is missing, unless servers are required; needs root. */
    public static PrivatePostgresql start() {
        return start(false);
    }

    /** As {@link #start()}, with its commits on the disk, for what is measured or cut off. */
    public static PrivatePostgresql startDurable() {
        return start(true);
    }

    private static PrivatePostgresql start(boolean durable) {
        Programs.require(program("initdb"));
        PrivatePostgresql postgresql = new PrivatePostgresql(durable);
        Programs.run("chown", "postgres", postgresql.folder.toString());
        postgresql.asPostgres("printf %s '" + PASSWORD + "' > pwfile && " + program("initdb") + " -D data -U " + USER
                + " -A scram-sha-256 --pwfile=pwfile -E UTF8 --no-sync");
        Programs.atExit(postgresql::close);
        postgresql.startAgain();
        postgresql.inServer("create database " + USER);
        return postgresql;
    }

    private static Path newest(Path versions) {
        String[] names = versions.toFile().list();
        return versions.resolve(
                        names == null
                                ? "none"
                                : Stream.of(names).sorted().reduce((a, b) -> b).orElse("none"))
                .resolve("bin");
    }

    /** An empty database of the same name. */
    public void dropAndCreate() {
        inServer("drop database " + USER + " with (force)");
        inServer("create database " + USER);
    }

    /** After {@link #kill}: the same data on the same port. */
    public void startAgain() {
        asPostgres(program("pg_ctl") + " -D data -l log -w -o \"-p " + port + " -h 127.0.0.1 -k " + folder
                + " -c max_prepared_transactions=50 -c fsync=" + (durable ? "on" : "off") + "\" start");
        running = true;
    }

    /** Ends at once, as in a crash. */
    public void kill() {
        if (running) {
            asPostgres(program("pg_ctl") + " -D data -m immediate -w stop");
            running = false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** What a server's environment says to use this database. */
    public Map<String, String> environment() {
        return Map.of(
                "MAILROOM_DB",
                "postgresql",
                "MAILROOM_DB_URL",
                url(),
                "MAILROOM_DB_USER",
                USER,
                "MAILROOM_DB_PASSWORD",
                PASSWORD);
    }

    /** What psql prints for one statement, values only. */
    public String sql(String statement) {
        return psql(USER, statement);
    }

    private void inServer(String statement) {
        psql("postgres", statement);
    }

    private String psql(String database, String statement) {
        return Programs.run(
                        "env",
                        "PGPASSWORD=" + PASSWORD,
                        program("psql"),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "-U",
                        USER,
                        "-d",
                        database,
                        "-At",
                        "-c",
                        statement)
                .strip();
    }

    private static String program(String name) {
        return PROGRAMS.resolve(name).toString();
    }

    private void asPostgres(String command) {
        Programs.run("runuser", "-u", "postgres", "--", "sh", "-c", "cd " + folder + " && " + command);
    }

    @Override
    public synchronized void close() {
        kill();
        Programs.delete(folder);
    }
}

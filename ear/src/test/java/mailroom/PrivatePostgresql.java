package mailroom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own on loopback, below one folder, run by the user postgres that Debian's package makes. */
public final class PrivatePostgresql implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final long LONGEST_COMMAND_SECONDS = 120;

    private final Path folder;
    private final Path programs;
    private final int port;

    private PrivatePostgresql(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** Skips the test where PostgreSQL is not installed, unless servers are required; needs root. */
    public static PrivatePostgresql start() throws IOException {
        boolean usable = Files.isDirectory(VERSIONS) && "root".equals(System.getProperty("user.name"));
        if (!Boolean.getBoolean("mailroom.servers.required")) {
            assumeTrue(usable, "PostgreSQL is not installed, or this is not root");
        }
        Path programs;
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            programs = versions.sorted().reduce((a, b) -> b).orElseThrow().resolve("bin");
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        PrivatePostgresql postgresql = new PrivatePostgresql(Files.createTempDirectory("postgresql"), programs, port);
        run(List.of("chown", "postgres:postgres", postgresql.folder.toString()));
        postgresql.asPostgres("initdb", "-D", postgresql.data(), "-A", "trust", "-E", "UTF8", "--locale=C");
        postgresql.asPostgres(
                "pg_ctl",
                "-D",
                postgresql.data(),
                "-w",
                "-l",
                postgresql.folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -k " + postgresql.folder
                        + " -c listen_addresses=127.0.0.1 -c max_prepared_transactions=100",
                "start");
        postgresql.inServer("createdb");
        return postgresql;
    }

    /** An empty database of the same name. */
    public void dropAndCreate() throws IOException {
        inServer("dropdb");
        inServer("createdb");
    }

    private void inServer(String program) throws IOException {
        asPostgres(program, "-h", folder.toString(), "-p", Integer.toString(port), "mailroom");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/mailroom";
    }

    private void asPostgres(String program, String... arguments) throws IOException {
        run(Stream.concat(
                        Stream.of(
                                "setpriv",
                                "--reuid=postgres",
                                "--regid=postgres",
                                "--clear-groups",
                                programs.resolve(program).toString()),
                        Stream.of(arguments))
                .toList());
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        asPostgres("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        run(List.of("rm", "-rf", folder.toString()));
    }
}

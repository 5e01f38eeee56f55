package mailroom;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The product as a user runs it: the zip, unpacked, started by its own script with an environment, asked through REST.
 * Each one has a folder of its own below {@code target/servers}; ends with the JVM at the latest.
 */
public final class RunningMailroom extends MailroomClient implements AutoCloseable {

    public static final String PASSWORD = "an-administrator-of-tests";

    private static final Duration START = Duration.ofMinutes(Integer.getInteger("mailroom.start.minutes", 3));
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path folder;
    private int port = Programs.freePort();
    private int tlsPort = Programs.freePort();
    private String password = PASSWORD;
    private final Thread lastResort = new Thread(this::kill);
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    private RunningMailroom(Path folder) {
        this.folder = folder;
        environment.put("MAILROOM_HOME", home().toString());
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Unpacked and not started, so that settings and rules can be written first. */
    public static RunningMailroom unpacked(String name) throws IOException {
        Path zip = Path.of(System.getProperty("mailroom.zip", "target/mailroom.zip"));
        Path folder = zip.resolveSibling("servers").resolve(name);
        ZippedServer.unpack(zip, folder);
        RunningMailroom mailroom = new RunningMailroom(folder);
        Files.createDirectories(mailroom.home().resolve("rules"));
        return mailroom;
    }

    public RunningMailroom with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public RunningMailroom on(int httpPort, int httpsPort) {
        port = httpPort;
        tlsPort = httpsPort;
        return this;
    }

    public RunningMailroom administrator(String secret) {
        password = secret;
        return this;
    }

    /** No password is given: the first start makes one. */
    public RunningMailroom withoutPassword() {
        password = null;
        return this;
    }

    /** The administrator's, as given or as the first start made it. */
    @Override
    public String password() throws IOException {
        return password == null
                ? Files.readString(home().resolve("admin-password")).strip()
                : password;
    }

    /** The caller stops it in time; without this the JVM's end kills it. */
    public RunningMailroom withoutLastResort() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        return this;
    }

    /** What an administrator adds to the server's configuration. */
    public RunningMailroom local(String xml) throws IOException {
        Files.writeString(folder.resolve("wlp/usr/servers/mailroom/local.xml"), xml);
        return this;
    }

    public RunningMailroom settings(String yaml) throws IOException {
        Files.writeString(home().resolve("mailroom.yaml"), yaml);
        return this;
    }

    public RunningMailroom rules(String name, String sieve) throws IOException {
        Files.writeString(home().resolve("rules").resolve(name), sieve);
        return this;
    }

    public Path home() {
        return folder.resolve("home");
    }

    public Path log() {
        return folder.resolve("wlp/usr/servers/mailroom/logs/messages.log");
    }

    /** messages.log and all that was printed; one that ends before it begins has no messages.log. */
    public String logged() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : List.of(log(), log().resolveSibling("console.log"), folder.resolve("console.txt"))) {
            all.append(Files.exists(file) ? Files.readString(file) : "");
        }
        return all.toString();
    }

    /** The server's configuration. */
    @Override
    public Path configuration() {
        return folder.resolve("wlp/usr/servers/mailroom");
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI tlsAddress() {
        return URI.create("https://127.0.0.1:" + tlsPort);
    }

    public long pid() {
        return process.pid();
    }

    /** The process id of the server's JVM, a child of its script. */
    public long jvm() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(process.toHandle())
                .pid();
    }

    /** Returns when health says ready and the administrator may log in. */
    public RunningMailroom start() throws IOException {
        process = command("run")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("console.txt").toFile()))
                .start();
        try {
            Awaitility.await("the server is ready")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(250))
                    .failFast("the server ended", () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(() -> answer("/health/ready", null, null).statusCode() == 200
                            && code("/mailroom/api/status") == 200);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            AssertionError why = NotReady.of(this, e);
            kill();
            throw why;
        }
        return this;
    }

    /** The exit code of {@code server start}, which returns when the server runs or has failed. */
    public int startInBackground() throws IOException {
        process =
                command("start").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return exitCode();
    }

    /** What the process ended with; the caller knows that it ends. */
    public int exitCode() {
        try {
            return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private ProcessBuilder command(String action) {
        ProcessBuilder builder = new ProcessBuilder(
                        folder.resolve("wlp/bin/server").toString(), action, "mailroom")
                .redirectErrorStream(true);
        environment.put("MAILROOM_HTTP_PORT", Integer.toString(port));
        environment.put("MAILROOM_HTTPS_PORT", Integer.toString(tlsPort));
        if (password != null) {
            environment.put("MAILROOM_ADMIN_PASSWORD", password);
        }
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** In good order, by the script, if it runs. */
    public void stop() throws IOException {
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            command("stop")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** kill -9 of the server's JVM and its shell, at whatever it does. */
    public void kill() {
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By a kill: a stop in good order takes longer than many a test, and {@code StopIT} proves it. */
    @Override
    public void close() {
        kill();
    }
}

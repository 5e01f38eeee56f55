package mailroom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that tests run, and what they need of it. */
public final class Programs {

    private static final int FIRST_PORT = 20_000;
    private static final int FIRST_OUTGOING_PORT = 32_768;

    private static final long LONGEST_COMMAND_SECONDS = 120;

    private Programs() {}

    /** Skips the test where the program is missing or this is not root; fails instead where servers are required. */
    public static void require(String program) {
        boolean usable = Files.isExecutable(Path.of(program)) && "root".equals(System.getProperty("user.name"));
        if (Boolean.getBoolean("mailroom.servers.required")) {
            if (!usable) {
                throw new IllegalStateException(program + " is required, and root to run it");
            }
            return;
        }
        assumeTrue(usable, () -> program + " is not installed, or this is not root");
    }

    /** What the command prints on both streams; it must end with 0 within two minutes. */
    public static String run(String... command) {
        try {
            Path printed = Files.createTempFile("printed", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended = process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(printed);
            Files.delete(printed);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(List.of(command) + (ended ? " failed: " : " does not end: ") + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + List.of(command), e);
        }
    }

    /** Below the ports that systems give to outgoing connections, so that none takes it while a server starts anew. */
    public static int freePort() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_OUTGOING_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one then
            }
        }
        throw new IllegalStateException("no port is free from " + FIRST_PORT + " to " + FIRST_OUTGOING_PORT);
    }

    public static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** A folder that other users may enter; {@link #delete} it. */
    public static Path folder(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            folder.toFile().setReadable(true, false);
            folder.toFile().setExecutable(true, false);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing where it is gone already. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(Programs.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + folder, e);
        }
    }

    /** Runs the clean-up at the latest when the tests' JVM ends. */
    public static void atExit(Runnable cleanUp) {
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp));
    }
}

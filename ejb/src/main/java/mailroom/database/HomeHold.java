package mailroom.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One running server for one home: a lock of the file {@code server-id} there, which ends with the process, however it
 * ends. The file holds the server's name among those on one database, the same over restarts; a second file says who
 * holds the lock, because a lock ends as soon as its process closes the locked file once.
 */
public final class HomeHold implements AutoCloseable {

    static final String FILE = "server-id";
    static final String WHO = "server-running";

    private static final System.Logger LOG = System.getLogger(HomeHold.class.getName());
    private static final int LENGTH = 36;

    private final FileChannel file;
    private final String id;
    private final Holder holder;

    private HomeHold(FileChannel file, String id, Holder holder) {
        this.file = file;
        this.id = id;
        this.holder = holder;
    }

    /** Who has a home: its host, process and home, and since when. */
    public record Holder(String host, long pid, String home, Instant since) {

        String words() {
            return "host " + host + ", process " + pid + ", home " + home + ", since " + since;
        }
    }

    /**
     * @throws HeldByAnother if another process has it
     * @throws IOException if the folder cannot be written
     */
    public static HomeHold take(Path home) throws IOException {
        Files.createDirectories(home);
        FileChannel file = FileChannel.open(
                home.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (!locked(file)) {
                throw new HeldByAnother("the home " + home + " is in use by another server: " + who(home)
                        + ". Stop that one first, or give this one a MAILROOM_HOME of its own");
            }
            Holder me = new Holder(
                    host(),
                    ProcessHandle.current().pid(),
                    home.toString(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
            Files.writeString(home.resolve(WHO), me.words());
            HomeHold hold = new HomeHold(file, idIn(file), me);
            taken = true;
            return hold;
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException anotherApplicationOfThisProcess) {
            return false;
        }
    }

    private static String who(Path home) {
        try {
            return Files.readString(home.resolve(WHO));
        } catch (IOException e) {
            return "one that does not say who it is";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String idIn(FileChannel file) throws IOException {
        if (file.size() == LENGTH) {
            ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
            file.read(bytes, 0);
            return new String(bytes.array(), StandardCharsets.US_ASCII);
        }
        String fresh = UUID.randomUUID().toString();
        file.truncate(0);
        file.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
        return fresh;
    }

    /** This server's name among those on one database. */
    public String id() {
        return id;
    }

    Holder holder() {
        return holder;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the lock ends with this process", e);
        }
    }
}

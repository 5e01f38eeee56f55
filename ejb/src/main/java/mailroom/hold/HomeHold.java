package mailroom.hold;

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
import java.util.Optional;
import java.util.UUID;

/**
 * One running server for one home: a lock of the file {@code server-id} there, which ends with the process, however it
 * ends. The file holds the server's name among those on one database, the same over restarts; a second file says who
 * holds the lock, because a lock ends as soon as its process closes the locked file once.
 */
public final class HomeHold implements AutoCloseable {

    static final String FILE = "server-id";
    static final String WHO = "server-running";

    static final String HANDED_HOME = "mailroom.hold.home";
    private static final String HANDED_ID = "mailroom.hold.id";
    private static final String HANDED_HOST = "mailroom.hold.host";
    private static final String HANDED_SINCE = "mailroom.hold.since";

    private static final int LENGTH = 36;

    private final Optional<FileChannel> file;
    private final String id;
    private final Holder holder;

    private HomeHold(Optional<FileChannel> file, String id, Holder holder) {
        this.file = file;
        this.id = id;
        this.holder = holder;
    }

    /** Who has a home: its host, process and home, and since when. */
    public record Holder(String host, long pid, String home, Instant since) {

        public String words() {
            return "host " + host + ", process " + pid + ", home " + home + ", since " + since;
        }
    }

    /**
     * The hold that this process took before the server began, or one that is taken now.
     *
     * @throws HeldByAnother if another process has the home
     * @throws IOException if the folder cannot be written
     */
    public static HomeHold of(Path home) throws IOException {
        String handed = System.getProperty(HANDED_HOME);
        if (handed == null || !Files.exists(home) || !Files.isSameFile(Path.of(handed), home)) {
            return take(home);
        }
        Holder me = new Holder(
                System.getProperty(HANDED_HOST),
                ProcessHandle.current().pid(),
                handed,
                Instant.parse(System.getProperty(HANDED_SINCE)));
        return new HomeHold(Optional.empty(), System.getProperty(HANDED_ID), me);
    }

    /** Lets {@link #of} find this hold in an application of this process, which must not open the locked file again. */
    void handOver() {
        System.setProperty(HANDED_ID, id);
        System.setProperty(HANDED_HOST, holder.host());
        System.setProperty(HANDED_SINCE, holder.since().toString());
        System.setProperty(HANDED_HOME, holder.home());
    }

    /**
     * @throws HeldByAnother if another process has it
     * @throws IOException if the folder cannot be written
     */
    static HomeHold take(Path home) throws IOException {
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
            HomeHold hold = new HomeHold(Optional.of(file), idIn(file), me);
            sayWho(home, me);
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

    private static void sayWho(Path home, Holder me) throws IOException {
        try {
            Files.writeString(home.resolve(WHO), me.words());
        } catch (IOException fullDisk) {
            // the lock is what counts, and a server on a full disk has to say so; nobody is named wrongly
            Files.deleteIfExists(home.resolve(WHO));
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

    public Holder holder() {
        return holder;
    }

    /** What was handed over ends with the process. */
    @Override
    public void close() {
        file.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                // nobody can mend it, and the lock ends with the process at the latest
                return;
            }
        });
    }
}

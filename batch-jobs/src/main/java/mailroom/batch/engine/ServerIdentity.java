package mailroom.batch.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import mailroom.settings.Home;

/**
 * This server's name among those on one database. It lies in its home and stays the same over restarts, so that a server
 * takes up at once what it left itself; a lock of the file keeps two running servers from having one name.
 */
final class ServerIdentity implements AutoCloseable {

    static final String FILE = "server-id";

    private static final System.Logger LOG = System.getLogger(ServerIdentity.class.getName());
    private static final int LENGTH = 36;

    private final FileChannel file;
    private final String id;

    private ServerIdentity(FileChannel file, String id) {
        this.file = file;
        this.id = id;
    }

    /** A name of this start alone where another running server has the home's, or the file cannot be used. */
    static ServerIdentity of(Home home) {
        try {
            Files.createDirectories(home.folder());
            Path path = home.folder().resolve(FILE);
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return locked(file) ? new ServerIdentity(file, idIn(file)) : ofThisStart(file, path + " is in use");
        } catch (IOException e) {
            return ofThisStart(null, e.toString());
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException another) {
            return false;
        }
    }

    private static ServerIdentity ofThisStart(FileChannel file, String reason) {
        LOG.log(System.Logger.Level.WARNING, "this start has a name of its own among the servers: {0}", reason);
        return new ServerIdentity(file, UUID.randomUUID().toString());
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

    String id() {
        return id;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "the lock ends with this process", e);
            }
        }
    }
}

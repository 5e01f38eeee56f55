package mailroom.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Only one server may write an archive: whoever holds the file {@code lock} in its folder. It ends with the process. */
final class ArchiveLock implements AutoCloseable {

    private final FileChannel channel;

    private ArchiveLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ArchiveHeld if another server, or another application of this one, holds it */
    static ArchiveLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new ArchiveHeld("another server has the archive " + folder + " open");
            }
            taken = true;
            return new ArchiveLock(channel);
        } catch (OverlappingFileLockException e) {
            throw new ArchiveHeld("another application of this server has the archive " + folder + " open");
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

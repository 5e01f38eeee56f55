package mailroom.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Only one application of one server may write an archive: whoever holds the file {@code lock} in its folder. It ends with
 * the process.
 *
 * <p>POSIX gives up all locks that a process has on a file as soon as the process closes any channel to it, so the file
 * must not even be opened by an application that comes second. What this process has open is therefore claimed among the
 * system properties first, which all applications of a server share whatever their class loaders.
 */
final class ArchiveLock implements AutoCloseable {

    private static final String CLAIM = "mailroom.archive.open ";

    private final FileChannel channel;
    private final String claim;

    private ArchiveLock(FileChannel channel, String claim) {
        this.channel = channel;
        this.claim = claim;
    }

    /** @throws ArchiveHeld if another server, or another application of this one, holds it */
    static ArchiveLock take(Path folder) throws IOException {
        String claim = CLAIM + folder.toRealPath();
        if (System.getProperties().putIfAbsent(claim, "") != null) {
            throw new ArchiveHeld("another application of this server has the archive " + folder + " open");
        }
        ArchiveLock taken = null;
        try {
            taken = lock(folder, claim);
            return taken;
        } finally {
            if (taken == null) {
                System.getProperties().remove(claim);
            }
        }
    }

    private static ArchiveLock lock(Path folder, String claim) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                throw new ArchiveHeld("another server has the archive " + folder + " open");
            }
            return new ArchiveLock(channel, claim);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** Closing it twice is closing it once: the second time it may already be another's. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                System.getProperties().remove(claim);
            }
        }
    }
}

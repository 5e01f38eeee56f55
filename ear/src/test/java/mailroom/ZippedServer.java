package mailroom;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that is shipped, and the folder that it is unpacked to; what no server writes to is there once for all tests. */
final class ZippedServer {

    private ZippedServer() {}

    /** What was in the folder is removed first. */
    static void unpack(Path zip, Path folder) throws IOException {
        delete(folder);
        link(unpackedOnce(zip), folder);
    }

    private static synchronized Path unpackedOnce(Path zip) throws IOException {
        Path servers = Files.createDirectories(zip.resolveSibling("servers"));
        Path once = servers.resolve("of-" + Files.getLastModifiedTime(zip).toMillis());
        try (FileChannel lock = FileChannel.open(servers.resolve("lock"), CREATE, WRITE);
                FileLock held = lock.lock()) {
            if (!Files.exists(once)) {
                Path begun = servers.resolve("begun");
                delete(begun);
                unzip(zip, begun);
                Files.move(begun, once, ATOMIC_MOVE);
            }
        }
        return once;
    }

    private static void link(Path from, Path to) throws IOException {
        Path written = from.resolve("wlp/usr");
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (path.startsWith(written)) {
                    Files.copy(path, target);
                } else {
                    Files.createLink(target, path);
                }
            }
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    write(entries, file);
                }
            }
        }
        folder.resolve("wlp/bin/server").toFile().setExecutable(true);
    }

    private static void write(InputStream bytes, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(bytes, file);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}

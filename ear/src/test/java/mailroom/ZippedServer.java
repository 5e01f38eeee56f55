package mailroom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that is shipped, and the folder that it is unpacked to. */
final class ZippedServer {

    private ZippedServer() {}

    /** What was in the folder is removed first. */
    static void unpack(Path zip, Path folder) throws IOException {
        delete(folder);
        unzip(zip, folder);
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

package mailroom.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and places of the archive's files: {@code 000001.tar.zst} and on, readable by their owner only. */
final class SegmentFiles {

    private static final Pattern NAME = Pattern.compile("[0-9]{6,9}\\.tar\\.zst");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    SegmentFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path file(int segment) {
        return folder.resolve("%06d.tar.zst".formatted(segment));
    }

    /** Where mails too large for memory wait. */
    Path incoming() {
        return folder.resolve("incoming");
    }

    List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .map(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
                    .sorted()
                    .toList();
        }
    }

    /** The file's length; 0 if there is none. */
    long length(int segment) throws IOException {
        Path file = file(segment);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    void createFolders() throws IOException {
        Files.createDirectories(folder, owner(OWNER_FOLDER));
        Files.createDirectories(incoming(), owner(OWNER_FOLDER));
        try (var leftOvers = Files.list(incoming())) {
            for (Path file : (Iterable<Path>) leftOvers::iterator) {
                Files.delete(file);
            }
        }
    }

    void create(int segment) throws IOException {
        Files.createFile(file(segment), owner(OWNER_FILE));
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private FileAttribute<?>[] owner(Set<PosixFilePermission> permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}

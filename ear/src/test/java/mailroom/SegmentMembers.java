package mailroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The mails of an archive as its user gets them out without Mailroom: by tar and zstd, proved by their hash. */
final class SegmentMembers {

    private SegmentMembers() {}

    /** The id of every member in any order; one that is there twice is listed twice. */
    static List<String> of(RunningMailroom mailroom) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.list(mailroom.home().resolve("archive"))) {
            for (Path segment :
                    files.filter(file -> file.toString().endsWith(".tar.zst")).toList()) {
                ids.addAll(extract(segment));
            }
        }
        return ids;
    }

    private static List<String> extract(Path segment) throws IOException {
        String names = Programs.run("tar", "--zstd", "-tf", segment.toString());
        Path folder = Programs.folder("segment");
        Programs.run("tar", "--zstd", "-xf", segment.toString(), "-C", folder.toString());
        for (Path file : files(folder)) {
            String id = sha256(Files.readAllBytes(file));
            if (!file.getFileName().toString().equals(id + ".eml")) {
                throw new IOException(file + " holds the bytes of " + id);
            }
        }
        Programs.delete(folder);
        return names.lines()
                .filter(name -> name.endsWith(".eml"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1, name.length() - 4))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package mailroom.disk;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Tells the room in one folder just now.
 *
 * @param name archive, db, messaging, transactions or logs
 * @param free bytes that Mailroom may still write there
 * @param needed below this many bytes nothing more is taken in
 */
public record Room(String name, Path path, long free, long needed) {

    boolean isShort() {
        return free < needed;
    }

    String figures() {
        return words(free) + " free, " + words(needed) + " needed";
    }

    public static String words(long bytes) {
        if (bytes < 1_000_000) {
            return bytes / 1000 + " kB";
        }
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

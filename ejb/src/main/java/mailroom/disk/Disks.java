package mailroom.disk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.settings.Sizes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The file systems that Mailroom writes to; asked each time, which costs microseconds. */
@ApplicationScoped
public class Disks {

    /** One window of intake, with what the database and the log write meanwhile. */
    public static final String NEEDED = "32MB";

    public static final String WARNED_BELOW = "1GB";

    private static final List<String> FOLDERS_OF_HOME = List.of("archive", "db", "messaging", "transactions", "spool");
    private static final String LOGS = "LOG_DIR";

    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final long needed;
    private final long warnedBelow;

    Disks() {
        needed = 0;
        warnedBelow = 0;
    }

    @Inject
    Disks(
            Home home,
            @ConfigProperty(name = "mailroom.logs") Optional<String> logs,
            @ConfigProperty(name = "mailroom.disk.needed", defaultValue = NEEDED) String needed,
            @ConfigProperty(name = "mailroom.disk.warned", defaultValue = WARNED_BELOW) String warnedBelow) {
        this(home, size("MAILROOM_DISK_NEEDED", needed), size("MAILROOM_DISK_WARNED", warnedBelow));
        Optional.ofNullable(System.getenv(LOGS))
                .or(() -> logs)
                .map(Path::of)
                .ifPresent(path -> folders.put("logs", path));
    }

    public Disks(Home home, long needed, long warnedBelow) {
        FOLDERS_OF_HOME.forEach(name -> folders.put(name, home.folder().resolve(name)));
        this.needed = needed;
        this.warnedBelow = warnedBelow;
    }

    private static long size(String variable, String text) {
        try {
            return Sizes.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " " + e.getMessage(), e);
        }
    }

    /** Of each folder that is there. */
    public List<Room> rooms() {
        List<Room> rooms = new ArrayList<>();
        folders.forEach((name, path) -> free(path).ifPresent(free -> rooms.add(new Room(name, path, free, needed))));
        return rooms;
    }

    /** Empty for a folder that is not there. */
    public Optional<Room> room(String name) {
        return Optional.ofNullable(folders.get(name))
                .flatMap(path -> free(path).map(free -> new Room(name, path, free, needed)));
    }

    public List<String> names() {
        return List.copyOf(folders.keySet());
    }

    /** Finds the first folder without enough room. */
    public Optional<NoSpaceLeft> shortage() {
        return rooms().stream().filter(Room::isShort).findFirst().map(NoSpaceLeft::new);
    }

    /** @throws NoSpaceLeft if there is not room enough to begin anything */
    public void require() {
        shortage().ifPresent(shortage -> {
            throw shortage;
        });
    }

    /** The first folder of each file system that soon has not enough room. */
    public List<Room> nearlyFull() {
        Map<FileStore, Room> stores = new LinkedHashMap<>();
        rooms().stream().filter(room -> room.free() < warnedBelow).forEach(room -> store(room.path())
                .ifPresent(store -> stores.putIfAbsent(store, room)));
        return List.copyOf(stores.values());
    }

    private static Optional<FileStore> store(Path path) {
        try {
            return Files.exists(path) ? Optional.of(Files.getFileStore(path)) : Optional.empty();
        } catch (IOException notMounted) {
            return Optional.empty();
        }
    }

    private static Optional<Long> free(Path path) {
        return store(path).flatMap(store -> {
            try {
                return Optional.of(store.getUsableSpace());
            } catch (IOException notMounted) {
                return Optional.empty();
            }
        });
    }
}

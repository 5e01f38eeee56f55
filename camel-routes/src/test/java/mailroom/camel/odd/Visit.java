package mailroom.camel.odd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One connection's state: what is open, what the client has been told of it, what is switched on. */
public final class Visit {

    private final Set<String> enabled = new HashSet<>();
    private List<Long> shown = new ArrayList<>();
    private OddFolder folder;
    private int opened;
    private boolean identified;

    public Optional<OddFolder> folder() {
        return Optional.ofNullable(folder);
    }

    /** Empty where none is open. */
    public String folderName() {
        return folder == null ? "" : folder.name();
    }

    /** Folders that were asked for so far. */
    public int opened() {
        return opened;
    }

    public boolean has(String extension) {
        return enabled.contains(extension);
    }

    /** The client has sent ID. */
    public boolean isIdentified() {
        return identified;
    }

    void identify() {
        identified = true;
    }

    void enable(String extension) {
        enabled.add(extension);
    }

    void asksToOpen() {
        opened++;
        folder = null;
    }

    void open(OddFolder now, List<Long> uids) {
        folder = now;
        shown = new ArrayList<>(uids);
    }

    /** The UIDs as the client knows them, which the sequence numbers count. */
    List<Long> shown() {
        return shown;
    }

    long number(long uid) {
        return shown.indexOf(uid) + 1L;
    }
}

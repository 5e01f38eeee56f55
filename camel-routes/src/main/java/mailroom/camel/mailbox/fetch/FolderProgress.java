package mailroom.camel.mailbox.fetch;

import java.util.Collection;
import java.util.TreeSet;
import mailroom.folder.FolderKey;

/**
 * How far a folder is taken in: the cursor stays below each mail that the server listed and that is neither stored, owed
 * nor passed over, whatever came of those above it.
 */
public final class FolderProgress {

    private final FolderKey folder;
    private final TreeSet<Long> open = new TreeSet<>();
    private long reached;

    /** @param reached up to this UID the folder is taken in */
    public FolderProgress(FolderKey folder, long reached) {
        this.folder = folder;
        this.reached = reached;
    }

    public FolderKey folder() {
        return folder;
    }

    /**
     * The server has these mails.
     *
     * @param upTo it has no others up to this UID
     */
    public void listed(Collection<Long> uids, long upTo) {
        open.addAll(uids);
        reached = Math.max(reached, upTo);
    }

    /** The mail is in a window, as itself, as owed or as passed over. */
    public void done(long uid) {
        open.remove(uid);
    }

    /** Up to here the folder is taken in once everything that is done is stored. */
    public long cursor() {
        return open.isEmpty() ? reached : Math.min(reached, open.first() - 1);
    }
}

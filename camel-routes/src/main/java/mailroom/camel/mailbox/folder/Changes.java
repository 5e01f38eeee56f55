package mailroom.camel.mailbox.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.mailbox.fetch.StoreProblem;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;

/** Writes down what a server tells of a folder's mails, as it comes and a batch at a time. */
final class Changes implements ChangeReceiver {

    private final FolderHistory history;
    private final FolderKey folder;
    private final Map<Long, String> flags = new LinkedHashMap<>();
    private final List<Long> gone = new ArrayList<>();

    Changes(FolderHistory history, FolderKey folder) {
        this.history = history;
        this.folder = folder;
    }

    @Override
    public void flags(long uid, String shown) throws StoreProblem {
        flags.put(uid, shown);
        if (flags.size() == FolderHistory.MOST_AT_ONCE) {
            flush();
        }
    }

    @Override
    public void vanished(long firstUid, long lastUid) throws StoreProblem {
        if (firstUid < lastUid) {
            flush();
            runVanished(firstUid, lastUid);
            return;
        }
        gone.add(firstUid);
        if (gone.size() == FolderHistory.MOST_AT_ONCE) {
            flush();
        }
    }

    private void runVanished(long firstUid, long lastUid) throws StoreProblem {
        try {
            List<Long> some;
            do {
                some = history.live(folder, firstUid, lastUid);
                history.vanished(folder, some);
            } while (some.size() == FolderHistory.MOST_AT_ONCE);
        } catch (RuntimeException e) {
            throw new StoreProblem(e);
        }
    }

    void flush() throws StoreProblem {
        try {
            if (!flags.isEmpty()) {
                history.flags(folder, flags);
                flags.clear();
            }
            if (!gone.isEmpty()) {
                history.vanished(folder, gone);
                gone.clear();
            }
        } catch (RuntimeException e) {
            throw new StoreProblem(e);
        }
    }
}

package mailroom.camel.mailbox.filing;

import java.util.LinkedHashSet;
import java.util.Set;
import mailroom.camel.imap.CopyRecord;
import mailroom.folder.FolderKey;

/** The mails whose copies may be in their targets already, because the server's answer to the copy was lost. */
final class FilingsInDoubt {

    static final int KEPT_MAX = 1000;

    private final Set<Filing> begun = new LinkedHashSet<>();

    private record Filing(FolderKey from, long uid, String target) {}

    CopyRecord of(FolderKey from, long uid, String target) {
        Filing filing = new Filing(from, uid, target);
        return new CopyRecord() {
            @Override
            public boolean mayBeThere() {
                return contains(filing);
            }

            @Override
            public void begin() {
                add(filing);
            }

            @Override
            public void end() {
                remove(filing);
            }
        };
    }

    private synchronized boolean contains(Filing filing) {
        return begun.contains(filing);
    }

    private synchronized void add(Filing filing) {
        begun.add(filing);
        if (begun.size() > KEPT_MAX) {
            begun.remove(begun.iterator().next());
        }
    }

    private synchronized void remove(Filing filing) {
        begun.remove(filing);
    }
}

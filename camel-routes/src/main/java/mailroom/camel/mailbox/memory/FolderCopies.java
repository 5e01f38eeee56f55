package mailroom.camel.mailbox.memory;

import java.util.HashSet;
import java.util.Set;
import mailroom.camel.imap.CopyRecord;
import mailroom.folder.FolderKey;

/**
 * The folders whose mails have been copied elsewhere and removed to the end. In any other one copies may stand in the target
 * whose originals are still here: the connection broke, or the process ended, in between.
 */
public final class FolderCopies {

    private final Set<FolderKey> ended = new HashSet<>();

    /** For one folder; the first attempt of a process does not know how the last one ended. */
    public CopyRecord of(FolderKey folder) {
        return new CopyRecord() {
            @Override
            public boolean mayBeThere() {
                return !ended.contains(folder);
            }

            @Override
            public void begin() {
                ended.remove(folder);
            }

            @Override
            public void end() {
                ended.add(folder);
            }
        };
    }
}

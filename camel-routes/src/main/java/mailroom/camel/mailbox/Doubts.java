package mailroom.camel.mailbox;

import java.util.LinkedHashMap;
import java.util.Map;
import mailroom.intake.FolderKey;

/** UIDs whose answers did not fit together, counted over reconnects, so that one such mail does not stop the others. */
final class Doubts {

    /** After so many tries a mail is taken as it comes, or passed over if it does not come, with an incident. */
    static final int MOST_TRIES = 3;

    private static final int MOST_KEPT = 1000;

    private record Doubt(FolderKey folder, long uid) {}

    private final Map<Doubt, Integer> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Doubt, Integer> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Counts a try; true if it was the last one. */
    boolean isSettled(FolderKey folder, long uid) {
        return tries.merge(new Doubt(folder, uid), 1, Integer::sum) >= MOST_TRIES;
    }
}

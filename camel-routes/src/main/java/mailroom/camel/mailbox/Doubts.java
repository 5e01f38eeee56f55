package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import mailroom.intake.FolderKey;

/** The doubts about each folder of a mailbox, for as long as the mailbox is watched. */
final class Doubts {

    private static final int MOST_FOLDERS = 1000;

    private final Map<FolderKey, FolderDoubts> folders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FolderKey, FolderDoubts> eldest) {
            return size() > MOST_FOLDERS;
        }
    };

    /** Whether a mail came, or a way to ask for less was left, since the last call. */
    boolean takeProgress() {
        boolean progress = false;
        for (FolderDoubts folder : folders.values()) {
            progress |= folder.takeProgress();
        }
        return progress;
    }

    /** The same of one folder, which stays so. */
    boolean haveProgress(String folder) {
        return folders.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().folder().equals(folder) && each.getValue().hasProgress());
    }

    /** Some mail broke a connection before and did not come since. */
    boolean haveSuspects() {
        return folders.values().stream().anyMatch(folder -> !folder.suspects().isEmpty());
    }

    /** Until mails that a server counts and does not list are looked for again, by the folder's name. */
    Map<String, Duration> nextLooks() {
        Map<String, Duration> looks = new HashMap<>();
        folders.forEach((key, doubts) -> doubts.late().nextLook().ifPresent(next -> looks.put(key.folder(), next)));
        return looks;
    }

    /** Such a look needs a connection of its own. */
    boolean wantReconnect() {
        return folders.values().stream().anyMatch(doubts -> doubts.late().wantsReconnect());
    }

    FolderDoubts of(FolderKey folder) {
        return folders.computeIfAbsent(folder, key -> new FolderDoubts());
    }
}

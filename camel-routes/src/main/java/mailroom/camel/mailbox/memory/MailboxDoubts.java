package mailroom.camel.mailbox.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mailroom.folder.FolderKey;

/** The doubts about each folder of a mailbox, for as long as the mailbox is watched. */
public final class MailboxDoubts {

    private static final int MOST_FOLDERS = 1000;

    private final Map<FolderKey, FolderDoubts> folders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FolderKey, FolderDoubts> eldest) {
            return size() > MOST_FOLDERS;
        }
    };

    /** By the folder's name, as whom it was looked at last: what is known of it under a former UIDVALIDITY waits for nothing. */
    private final Map<String, FolderKey> current = new HashMap<>();

    /** Whether a mail came, or a way to ask for less was left, since the last call. */
    public boolean takeProgress() {
        boolean progress = false;
        for (FolderDoubts folder : folders.values()) {
            progress |= folder.takeProgress();
        }
        return progress;
    }

    /** The same of one folder, which stays so. */
    public boolean haveProgress(String folder) {
        return folders.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().folder().equals(folder) && each.getValue().hasProgress());
    }

    /** Some mail broke a connection before and did not come since. */
    public boolean haveSuspects() {
        return folders.values().stream().anyMatch(folder -> !folder.suspects().isEmpty());
    }

    /** Until mails that a server counts and does not list are looked for again, by the folder's name. */
    Map<String, Duration> nextLooks() {
        Map<String, Duration> looks = new HashMap<>();
        lates().forEach((folder, late) -> late.nextLook().ifPresent(next -> looks.put(folder, next)));
        return looks;
    }

    /** The folders that such a look is due in now, which needs a connection of its own. */
    Set<String> wantReconnect() {
        Map<String, LateMails> lates = lates();
        lates.values()
                .removeIf(late -> !late.wantsReconnect()
                        || late.nextLook().filter(Duration::isZero).isEmpty());
        return lates.keySet();
    }

    private Map<String, LateMails> lates() {
        Map<String, LateMails> lates = new HashMap<>();
        folders.forEach((key, doubts) -> {
            if (isCurrent(key)) {
                lates.put(key.folder(), doubts.late());
            }
        });
        return lates;
    }

    /** The folder was looked at as this one last. */
    boolean isCurrent(FolderKey folder) {
        return folder.equals(current.get(folder.folder()));
    }

    /** Nothing is waited for in others. */
    void keepOnly(Set<String> names) {
        current.keySet().retainAll(names);
    }

    /** From now on the folder of this name is looked at as this one. */
    public FolderDoubts of(FolderKey folder) {
        current.put(folder.folder(), folder);
        return folders.computeIfAbsent(folder, key -> new FolderDoubts());
    }
}

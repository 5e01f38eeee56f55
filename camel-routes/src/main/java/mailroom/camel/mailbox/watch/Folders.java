package mailroom.camel.mailbox.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailroom.camel.imap.FolderStates;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;

/** The folders of a mailbox that are taken in, and which of them changed since they were last asked for. */
final class Folders {

    /** A server that answers slowly is asked less often: the pause is at least this many times the last answer. */
    private static final int POLITENESS = 20;

    private final ImapSession session;
    private final FolderChoice choice;
    private final Map<String, FolderStates.State> states = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private List<ListedFolder> chosen = List.of();
    private Optional<String> skippedAllMail = Optional.empty();
    private Optional<String> oddity = Optional.empty();
    private long listedAt;
    private long polledAt;
    private long pollTook;

    Folders(ImapSession session, FolderChoice choice) {
        this.session = session;
        this.choice = choice;
    }

    /**
     * The names of all that the server has, also those that are not taken in.
     *
     * @param former those that were taken in before
     */
    Set<String> list(List<ListedFolder> former) throws IOException {
        ListedFolders listing = session.listFolders(former);
        List<ListedFolder> all = listing.folders();
        oddity = listing.oddity();
        listed.clear();
        all.forEach(folder -> listed.add(folder.wireName()));
        chosen = inboxLast(choice.of(all));
        skippedAllMail = all.stream()
                .filter(folder -> folder.attributes().contains("\\all") && !chosen.contains(folder))
                .map(ListedFolder::name)
                .findFirst();
        states.keySet().retainAll(listed);
        listedAt = System.nanoTime();
        return all.stream().map(ListedFolder::name).collect(Collectors.toSet());
    }

    /** The folder with all mails of the mailbox (RFC 6154), where it is not taken in and others are. */
    Optional<String> skippedAllMail() {
        return skippedAllMail;
    }

    /** Why folders may be missing in what the server listed last. */
    Optional<String> oddity() {
        return oddity;
    }

    boolean isOlderThan(Duration age) {
        return listedAt == 0 || System.nanoTime() - listedAt > age.toNanos();
    }

    /** The folder that is open at the end is the one to idle on. */
    private static List<ListedFolder> inboxLast(List<ListedFolder> folders) {
        List<ListedFolder> ordered = new ArrayList<>(folders);
        ordered.sort(
                (a, b) -> Boolean.compare(a.name().equals("INBOX"), b.name().equals("INBOX")));
        return ordered;
    }

    /** Those that are taken in. */
    List<ListedFolder> chosen() {
        return chosen;
    }

    List<String> names() {
        return chosen.stream().map(ListedFolder::name).toList();
    }

    /** Gives the one to idle on. */
    Optional<ListedFolder> home() {
        return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.get(chosen.size() - 1));
    }

    List<ListedFolder> others() {
        return chosen.isEmpty() ? List.of() : chosen.subList(0, chosen.size() - 1);
    }

    /** Of those besides {@link #home}: what changed, in one round trip; all of them where the server cannot say. */
    List<ListedFolder> changedOthers() throws IOException {
        if (others().isEmpty() || !FolderStates.areOffered(session)) {
            return others();
        }
        if (polledAt != 0 && System.nanoTime() - polledAt < POLITENESS * pollTook) {
            return List.of();
        }
        long begun = System.nanoTime();
        Map<String, FolderStates.State> now = FolderStates.of(session);
        polledAt = System.nanoTime();
        pollTook = polledAt - begun;
        List<ListedFolder> changed = others().stream()
                .filter(folder -> !isSame(states.get(folder.wireName()), now.get(folder.wireName())))
                .toList();
        // not of a folder that was made since the last list: nobody has looked into it
        changed.forEach(folder -> states.put(folder.wireName(), now.get(folder.wireName())));
        return changed;
    }

    private static boolean isSame(FolderStates.State before, FolderStates.State now) {
        return before != null && before.uidNext() != 0 && before.equals(now);
    }

    /** Those of the names that are taken in. */
    List<ListedFolder> named(Set<String> wireNames) {
        return others().stream()
                .filter(folder -> wireNames.contains(folder.wireName()))
                .toList();
    }

    /** Those of these names that are taken in, in the order of the names. */
    List<ListedFolder> chosen(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, ListedFolder> byName = new HashMap<>();
        chosen.forEach(folder -> byName.put(folder.name(), folder));
        return names.stream().map(byName::get).filter(Objects::nonNull).toList();
    }

    boolean knows(Set<String> wireNames) {
        return listed.containsAll(wireNames);
    }
}

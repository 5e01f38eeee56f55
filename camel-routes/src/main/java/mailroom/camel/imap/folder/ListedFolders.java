package mailroom.camel.imap.folder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What LIST told.
 *
 * @param folders in the server's order, each with a name of its own
 * @param oddity why folders may be missing, for a person; empty as a rule
 */
public record ListedFolders(List<ListedFolder> folders, Optional<String> oddity) {

    /** The one that every mailbox has, with the separator that the others have. */
    public ListedFolder inbox() {
        char separator = folders.isEmpty() ? 0 : folders.get(0).separator();
        return new ListedFolder("INBOX", "INBOX", separator, Set.of());
    }

    /** Gives the inbox by its right name, where it is listed in other letters. */
    public Optional<ListedFolder> inboxInOtherLetters() {
        ListedFolder right = inbox();
        return folders.stream()
                .filter(folder ->
                        folder.name().equals(right.name()) && !folder.wireName().equals(right.wireName()))
                .map(folder ->
                        new ListedFolder(right.name(), right.wireName(), folder.separator(), folder.attributes()))
                .findFirst();
    }

    /** Puts it in the place of the one that has its name. */
    public ListedFolders with(ListedFolder same) {
        return new ListedFolders(
                folders.stream()
                        .map(folder -> folder.name().equals(same.name()) ? same : folder)
                        .toList(),
                oddity);
    }

    /** Every mailbox has an inbox (RFC 9051, 5.1), also where the server lists nothing. */
    ListedFolders orInbox() {
        if (!folders.isEmpty()) {
            return this;
        }
        return new ListedFolders(
                List.of(inbox()),
                oddity.or(() -> Optional.of("the server lists no folder, so the inbox alone is looked at")));
    }

    /** These are there too, although the server does not list them as folders with mails. */
    public ListedFolders with(List<ListedFolder> unlisted) {
        if (unlisted.isEmpty()) {
            return this;
        }
        Set<String> names = unlisted.stream().map(ListedFolder::name).collect(Collectors.toSet());
        List<ListedFolder> all = Stream.concat(
                        folders.stream().filter(folder -> !names.contains(folder.name())), unlisted.stream())
                .toList();
        String words = "the server does not list " + unlisted.get(0).name() + " as a folder with mails, and has it";
        String more = unlisted.size() == 1 ? "" : ", and " + (unlisted.size() - 1) + " more";
        return new ListedFolders(all, oddity.or(() -> Optional.of(words + more)));
    }
}

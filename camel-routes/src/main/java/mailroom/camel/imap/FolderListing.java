package mailroom.camel.imap;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What LIST told.
 *
 * @param folders in the server's order, each with a name of its own
 * @param oddity why folders may be missing, for a person; empty as a rule
 */
public record FolderListing(List<ListedFolder> folders, Optional<String> oddity) {

    private static final ListedFolder INBOX = new ListedFolder("INBOX", "INBOX", (char) 0, Set.of());

    /** Every mailbox has an inbox (RFC 9051, 5.1), also where the server lists nothing. */
    FolderListing orInbox() {
        if (!folders.isEmpty()) {
            return this;
        }
        return new FolderListing(
                List.of(INBOX),
                oddity.or(() -> Optional.of("the server lists no folder, so the inbox alone is looked at")));
    }
}

package mailroom.camel.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Folders that LIST leaves out, or names as ones that hold no mails, although the server tells their STATUS. */
final class UnlistedFolders {

    /** Folders that are asked for at a time. */
    private static final int MOST_ASKED = 100;

    private final ImapSession session;

    UnlistedFolders(ImapSession session) {
        this.session = session;
    }

    /**
     * The listing, and those of its neighbours that are there all the same.
     *
     * @param former folders that were there before; the inbox, which every mailbox has (RFC 9051, 5.1), is asked for too
     */
    FolderListing added(FolderListing listing, Collection<ListedFolder> former) throws IOException {
        List<ListedFolder> missing = Stream.concat(Stream.of(FolderListing.INBOX), former.stream())
                .filter(folder -> listing.folders().stream()
                        .noneMatch(
                                listed -> listed.selectable() && listed.name().equals(folder.name())))
                .distinct()
                .limit(MOST_ASKED)
                .toList();
        List<ListedFolder> there = new ArrayList<>();
        for (ListedFolder folder : missing) {
            if (isThere(folder)) {
                there.add(folder);
            }
        }
        return listing.with(there);
    }

    private boolean isThere(ListedFolder folder) throws IOException {
        try {
            return session.status(folder).messages() >= 0;
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            return false;
        }
    }
}

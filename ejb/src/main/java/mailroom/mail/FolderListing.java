package mailroom.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.database.FallingIds;
import org.jdbi.v3.core.Handle;

/**
 * One page of a folder of a mailbox without any other condition, by falling UIDs, the latest UIDVALIDITY first: the index
 * of the sightings has that order. A mail that stands there twice is shown at its highest UID.
 */
final class FolderListing {

    private final Handle handle;
    private final MailQuery query;

    FolderListing(Handle handle, MailQuery query) {
        this.handle = handle;
        this.query = query;
    }

    private record Folder(long id, long highestUid) {}

    MailListing.Rows rows() {
        List<Long> page = new ArrayList<>();
        for (Folder folder : folders()) {
            long below = query.folderPosition()
                    .filter(position -> position.folder() == folder.id())
                    .map(MailQuery.FolderPosition::uid)
                    .orElse(Long.MAX_VALUE);
            Map<Long, Long> mails = new HashMap<>();
            if (page.size() == query.limit()) {
                return new MailListing.Rows(page, Optional.of(MailQuery.position(folder.id(), Long.MAX_VALUE >> 4)));
            }
            FallingIds.Found found = FallingIds.all()
                    .first(
                            query.limit() - page.size(),
                            Math.min(below, highest(folder) + 1),
                            (low, high, most) -> uids(folder, low, high, most, mails));
            found.ids().stream()
                    .filter(uid -> isHighest(folder, uid, mails.get(uid)))
                    .forEach(uid -> page.add(mails.get(uid)));
            if (!found.complete()) {
                return new MailListing.Rows(page, Optional.of(MailQuery.position(folder.id(), found.below())));
            }
        }
        return new MailListing.Rows(page, Optional.empty());
    }

    private List<Folder> folders() {
        long last = query.folderPosition().map(MailQuery.FolderPosition::folder).orElse(Long.MAX_VALUE);
        return handle.createQuery("select id, highest_uid from folder where mailbox = :mailbox and name = :name"
                        + " and id <= :last order by id desc")
                .bind("mailbox", query.mailbox().orElseThrow())
                .bind("name", query.folder().orElseThrow())
                .bind("last", last)
                .map((row, context) -> new Folder(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** A mail above one that is still missing is stored before the cursor passes it. */
    private long highest(Folder folder) {
        return handle.createQuery("select max(uid) from sighting where folder_id = :folder and uid >= :cursor")
                .bind("folder", folder.id())
                .bind("cursor", folder.highestUid())
                .mapTo(Long.class)
                .findOne()
                .orElse(folder.highestUid());
    }

    /** Otherwise an earlier page or row has shown the mail. */
    private boolean isHighest(Folder folder, long uid, long mail) {
        return handle
                .createQuery("select s.folder_id, s.uid from sighting s join folder f on f.id = s.folder_id"
                        + " where s.mail_id = :mail and f.mailbox = :mailbox and f.name = :name")
                .bind("mail", mail)
                .bind("mailbox", query.mailbox().orElseThrow())
                .bind("name", query.folder().orElseThrow())
                .map((row, context) -> new MailQuery.FolderPosition(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .noneMatch(other -> other.folder() > folder.id() || other.folder() == folder.id() && other.uid() > uid);
    }

    private Optional<List<Long>> uids(Folder folder, long low, long high, int most, Map<Long, Long> mails) {
        Map<Long, Long> byMail = new HashMap<>();
        int rows = handle.createQuery(
                        "select uid, mail_id from sighting where folder_id = :folder and uid >= :low and uid < :high"
                                + " fetch first :most rows only")
                .bind("folder", folder.id())
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1)
                .map((row, context) -> byMail.merge(row.getLong(2), row.getLong(1), Math::max))
                .list()
                .size();
        if (rows > most) {
            return Optional.empty();
        }
        byMail.forEach((mail, uid) -> mails.put(uid, mail));
        return Optional.of(List.copyOf(byMail.values()));
    }
}

package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import mailroom.database.Database;
import mailroom.folder.FolderKey;
import mailroom.routing.Delivery;

/** Where a delivery's mail lies in the mailbox whose script asked for it. */
@ApplicationScoped
class Sightings {

    /** Names a folder and the mail's UID in it. */
    record Place(FolderKey folder, long uid) {}

    private static final int PLACES_MAX = 100;

    private final Database database;

    Sightings() {
        this(null);
    }

    @Inject
    Sightings(Database database) {
        this.database = database;
    }

    /** The first seen first; without those that have vanished. */
    List<Place> of(Delivery delivery) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select f.mailbox, f.name, f.uid_validity, s.uid"
                        + " from sighting s join folder f on f.id = s.folder_id"
                        + " where s.mail_id = :mail and f.mailbox = :mailbox and s.vanished_at is null"
                        + " order by f.id, s.uid fetch first :limit rows only")
                .bind("mail", delivery.mail())
                .bind("mailbox", delivery.mailbox())
                .bind("limit", PLACES_MAX)
                .map((row, context) -> new Place(
                        new FolderKey(row.getString("mailbox"), row.getString("name"), row.getLong("uid_validity")),
                        row.getLong("uid")))
                .list());
    }
}

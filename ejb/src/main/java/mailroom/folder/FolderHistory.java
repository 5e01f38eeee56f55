package mailroom.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What became of a folder's mails on the server after they were archived: flags and vanished UIDs, kept as facts about
 * sightings. The archive forgets no mail because a server did. Each call is one transaction of at most
 * {@link #MOST_AT_ONCE} rows.
 */
@ApplicationScoped
public class FolderHistory {

    public static final int MOST_AT_ONCE = 1000;

    private static final String MARK = "select mailbox, name, uid_validity, highest_uid, highest_modseq,"
            + " sightings - vanished as live, compared_at, object_id from folder"
            + " where mailbox = :mailbox and name = :name and uid_validity < " + FolderKey.ASIDE;
    private static final String FOLDER_ID =
            "select id from folder where mailbox = :mailbox and name = :name and uid_validity = :uidValidity";

    private final Database database;
    private final Clock clock;

    FolderHistory() {
        this(null, null);
    }

    @Inject
    public FolderHistory(Database database) {
        this(database, Clock.systemUTC());
    }

    public FolderHistory(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of the folder as this name was last taken in, whatever UIDVALIDITY it has now. */
    public Optional<FolderMark> latest(String mailbox, String folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery(MARK + " order by id desc")
                .bind("mailbox", mailbox)
                .bind("name", folder)
                .setMaxRows(1)
                .map(FolderHistory::mark)
                .findFirst());
    }

    public FolderMark mark(FolderKey folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery(MARK + " and uid_validity = :uidValidity")
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .map(FolderHistory::mark)
                .findOne()
                .orElse(FolderMark.atStart(folder)));
    }

    /** Lists sightings above a UID, ascending from the lowest. */
    public SortedMap<Long, KnownSighting> sightingsAbove(FolderKey folder, long uid, int limit) {
        return database.jdbi().withHandle(handle -> {
            SortedMap<Long, KnownSighting> found = new TreeMap<>();
            Optional<Long> id = folderId(handle, folder);
            if (id.isPresent()) {
                handle.createQuery("select uid, flags, vanished_at from sighting where folder_id = :folder"
                                + " and uid > :uid order by uid fetch first :limit rows only")
                        .bind("folder", id.get())
                        .bind("uid", uid)
                        .bind("limit", limit)
                        .map((row, context) -> found.put(row.getLong(1), known(row)))
                        .list();
            }
            return found;
        });
    }

    private static KnownSighting known(ResultSet row) throws SQLException {
        return new KnownSighting(row.getString(2), row.getObject(3) != null);
    }

    /** Sightings that the server still had when last seen, from first to last, both included; the lowest. */
    public List<Long> live(FolderKey folder, long firstUid, long lastUid) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select s.uid from sighting s where s.folder_id = ("
                                + FOLDER_ID + ") and s.uid between :first and :last and s.vanished_at is null"
                                + " order by s.uid fetch first :limit rows only")
                        .bind("mailbox", folder.mailbox())
                        .bind("name", folder.folder())
                        .bind("uidValidity", folder.uidValidity())
                        .bind("first", firstUid)
                        .bind("last", lastUid)
                        .bind("limit", MOST_AT_ONCE)
                        .mapTo(Long.class)
                        .list());
    }

    /** How many sightings from a UID on the server still had when last seen. */
    public long liveFrom(FolderKey folder, long uid) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from sighting s where s.folder_id = ("
                                + FOLDER_ID + ") and s.uid >= :uid and s.vanished_at is null")
                        .bind("mailbox", folder.mailbox())
                        .bind("name", folder.folder())
                        .bind("uidValidity", folder.uidValidity())
                        .bind("uid", uid)
                        .mapTo(Long.class)
                        .one());
    }

    /** Which mail the ledger has under a UID. */
    public Optional<SightedMail> sighted(FolderKey folder, long uid) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select m.sha256, m.size, m.segment, m.segment_offset,"
                                + " s.internal_date from sighting s join mail m on m.id = s.mail_id"
                                + " where s.folder_id = (" + FOLDER_ID + ") and s.uid = :uid")
                        .bind("mailbox", folder.mailbox())
                        .bind("name", folder.folder())
                        .bind("uidValidity", folder.uidValidity())
                        .bind("uid", uid)
                        .map((row, context) -> SightedMail.of(row))
                        .findOne());
    }

    /** The flags that the server shows now; UIDs without a sighting are passed over. One that had vanished is back. */
    @Transactional
    public void flags(FolderKey folder, Map<Long, String> flags) {
        database.jdbi().useTransaction(handle -> {
            Optional<Long> id = folderId(handle, folder);
            if (id.isEmpty() || flags.isEmpty()) {
                return;
            }
            lock(handle, id.get());
            PreparedBatch back = handle.prepareBatch("update sighting set vanished_at = null"
                    + " where folder_id = :folder and uid = :uid and vanished_at is not null");
            PreparedBatch batch =
                    handle.prepareBatch("update sighting set flags = :flags where folder_id = :folder and uid = :uid");
            flags.forEach((uid, shown) -> {
                back.bind("folder", id.get()).bind("uid", uid).add();
                batch.bind("folder", id.get())
                        .bind("uid", uid)
                        .bind("flags", SightingFacts.kept(shown))
                        .add();
            });
            countVanished(handle, id.get(), -sum(back.execute()));
            batch.execute();
        });
    }

    /** These UIDs are no longer on the server. */
    @Transactional
    public void vanished(FolderKey folder, List<Long> uids) {
        database.jdbi().useTransaction(handle -> {
            Optional<Long> id = folderId(handle, folder);
            if (id.isEmpty() || uids.isEmpty()) {
                return;
            }
            lock(handle, id.get());
            PreparedBatch batch = handle.prepareBatch("update sighting set vanished_at = :now"
                    + " where folder_id = :folder and uid = :uid and vanished_at is null");
            uids.forEach(uid -> batch.bind("now", clock.millis())
                    .bind("folder", id.get())
                    .bind("uid", uid)
                    .add());
            countVanished(handle, id.get(), sum(batch.execute()));
        });
    }

    /**
     * The folder before its sightings, in the order in which lists read them: otherwise a list and this may wait for each
     * other, which Derby notices after 20 seconds.
     */
    private static void lock(Handle handle, long folder) {
        handle.execute("update folder set vanished = vanished where id = ?", folder);
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static void countVanished(Handle handle, long folder, long more) {
        if (more != 0) {
            handle.createUpdate("update folder set vanished = vanished + :more where id = :folder")
                    .bind("more", more)
                    .bind("folder", folder)
                    .execute();
        }
    }

    /**
     * After everything up to here is stored: mails, flags and vanished UIDs.
     *
     * @param modSeq 0 where the server has none; may be lower than before, where the server counts anew
     * @param compared the whole folder was held against the ledger
     */
    @Transactional
    public void settle(FolderKey folder, long modSeq, boolean compared, Optional<String> objectId) {
        database.jdbi().useTransaction(handle -> handle.createUpdate("update folder set highest_modseq = :modSeq,"
                        + " compared_at = case when :compared = 1 then :now else compared_at end,"
                        + " uids_compared_at = case when :compared = 1 then :now else uids_compared_at end,"
                        + " object_id = :objectId"
                        + " where mailbox = :mailbox and name = :name and uid_validity = :uidValidity")
                .bind("modSeq", modSeq)
                .bind("compared", compared ? 1 : 0)
                .bind("now", clock.millis())
                .bind("objectId", objectId.orElse(null))
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .execute());
    }

    private static Optional<Long> folderId(Handle handle, FolderKey folder) {
        return handle.createQuery(FOLDER_ID)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .mapTo(Long.class)
                .findOne();
    }

    private static FolderMark mark(ResultSet row, StatementContext context) throws SQLException {
        long comparedAt = row.getLong("compared_at");
        return new FolderMark(
                new FolderKey(row.getString("mailbox"), row.getString("name"), row.getLong("uid_validity")),
                row.getLong("highest_uid"),
                row.getLong("highest_modseq"),
                row.getLong("live"),
                comparedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(comparedAt)),
                Optional.ofNullable(row.getString("object_id")));
    }
}

package mailroom.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.database.Database;

/** When a folder was last held against the ledger and what that found, and how the archive has each of its mails. */
@ApplicationScoped
public class FolderComparisons {

    private static final String WHICH = " where mailbox = :mailbox and name = :name and uid_validity = :uidValidity";

    /**
     * The last comparison.
     *
     * @param checkedUid up to this one sizes and dates were checked in the round that is under way
     */
    public record Last(Instant at, ComparisonFindings findings, long checkedUid) {}

    private final Database database;
    private final Clock clock;

    FolderComparisons() {
        this(null, null);
    }

    @Inject
    public FolderComparisons(Database database) {
        this(database, Clock.systemUTC());
    }

    public FolderComparisons(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty where the folder was never compared. */
    public Optional<Last> last(FolderKey folder) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select uids_compared_at, found_late, found_back,"
                                + " found_vanished, found_replaced, looks_checked_uid from folder" + WHICH
                                + " and uids_compared_at > 0")
                        .bind("mailbox", folder.mailbox())
                        .bind("name", folder.folder())
                        .bind("uidValidity", folder.uidValidity())
                        .map((row, context) -> new Last(
                                Instant.ofEpochMilli(row.getLong(1)),
                                new ComparisonFindings(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                                row.getLong(6)))
                        .findOne());
    }

    @Transactional
    public void compared(FolderKey folder, ComparisonFindings found, long checkedUid) {
        database.jdbi().useTransaction(handle -> handle.createUpdate("update folder set uids_compared_at = :now,"
                        + " found_late = :late, found_back = :back, found_vanished = :vanished,"
                        + " found_replaced = :replaced, looks_checked_uid = :checked" + WHICH)
                .bind("now", clock.millis())
                .bind("late", found.late())
                .bind("back", found.back())
                .bind("vanished", found.vanished())
                .bind("replaced", found.replaced())
                .bind("checked", checkedUid)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .execute());
    }

    /** By UID from first to last, both included, the lowest; without those that have vanished. */
    public SortedMap<Long, AsArchived> asArchived(FolderKey folder, long firstUid, long lastUid, int limit) {
        return database.jdbi().withHandle(handle -> {
            SortedMap<Long, AsArchived> found = new TreeMap<>();
            handle.createQuery("select s.uid, m.size, s.internal_date, s.announced_size, s.confirmed from sighting s"
                            + " join mail m on m.id = s.mail_id where s.folder_id = (select id from folder" + WHICH
                            + ") and s.uid between :first and :last and s.vanished_at is null"
                            + " order by s.uid fetch first :limit rows only")
                    .bind("mailbox", folder.mailbox())
                    .bind("name", folder.folder())
                    .bind("uidValidity", folder.uidValidity())
                    .bind("first", firstUid)
                    .bind("last", lastUid)
                    .bind("limit", limit)
                    .map((row, context) -> found.put(row.getLong(1), asArchived(row)))
                    .list();
            return found;
        });
    }

    private static AsArchived asArchived(ResultSet row) throws SQLException {
        long announced = row.getLong(4);
        OptionalLong other = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(announced);
        return new AsArchived(row.getLong(2), date(row), other, row.getInt(5) == 1);
    }

    /**
     * The archived bytes are what the server has, although it says another size or date now.
     *
     * @param confirmed they came in another way than before
     */
    @Transactional
    public void looksNow(
            FolderKey folder, long uid, long announced, Optional<Instant> internalDate, boolean confirmed) {
        database.jdbi().useTransaction(handle -> handle.createUpdate("update sighting set announced_size = case when"
                        + " (select m.size from mail m where m.id = sighting.mail_id) = :announced then null"
                        + " else cast(:announced as bigint) end, internal_date = coalesce(cast(:date as bigint), internal_date),"
                        + " confirmed = case when :confirmed = 1 then 1 else confirmed end"
                        + " where folder_id = (select id from folder" + WHICH + ") and uid = :uid")
                .bind("announced", announced)
                .bind("date", internalDate.map(Instant::toEpochMilli).orElse(null))
                .bind("confirmed", confirmed ? 1 : 0)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .bind("uid", uid)
                .execute());
    }

    private static Optional<Instant> date(ResultSet row) throws SQLException {
        long millis = row.getLong(3);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}

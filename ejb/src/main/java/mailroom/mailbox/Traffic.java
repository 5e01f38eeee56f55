package mailroom.mailbox;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import mailroom.database.Database;

/** How many bytes each mailbox has downloaded in a day of UTC; kept for {@link #KEPT_DAYS}. */
@ApplicationScoped
public class Traffic {

    static final int KEPT_DAYS = 31;

    private final Database database;

    Traffic() {
        this(null);
    }

    @Inject
    public Traffic(Database database) {
        this.database = database;
    }

    public static long dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
    }

    @Transactional(REQUIRES_NEW)
    public long bytes(String mailbox, long day) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select bytes from mailbox_traffic where mailbox = :mailbox and utc_day = :day")
                .bind("mailbox", mailbox)
                .bind("day", day)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** For one caller a mailbox at a time. */
    @Transactional(REQUIRES_NEW)
    public void add(String mailbox, long day, long bytes) {
        database.jdbi().useHandle(handle -> {
            int known = handle.createUpdate("update mailbox_traffic set bytes = bytes + :bytes"
                            + " where mailbox = :mailbox and utc_day = :day")
                    .bind("mailbox", mailbox)
                    .bind("day", day)
                    .bind("bytes", bytes)
                    .execute();
            if (known == 0) {
                handle.createUpdate("delete from mailbox_traffic where mailbox = :mailbox and utc_day < :old")
                        .bind("mailbox", mailbox)
                        .bind("old", day - KEPT_DAYS)
                        .execute();
                handle.createUpdate(
                                "insert into mailbox_traffic (mailbox, utc_day, bytes) values (:mailbox, :day, :bytes)")
                        .bind("mailbox", mailbox)
                        .bind("day", day)
                        .bind("bytes", bytes)
                        .execute();
            }
        });
    }
}

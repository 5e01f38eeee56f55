package mailroom.mail;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.database.Dialect;
import org.jdbi.v3.core.Handle;

/** The mails of all folders of one name by their row numbers, as far as {@link FolderSpans} know where they are. */
final class FolderMails {

    /** Of more folders than these the spans cover nearly everything. */
    private static final int FEW = 64;

    private final Handle handle;
    private final Dialect dialect;
    private final Set<Long> folders;

    private FolderMails(Handle handle, Dialect dialect, Set<Long> folders) {
        this.handle = handle;
        this.dialect = dialect;
        this.folders = folders;
    }

    /** @param mailbox empty: of every mailbox */
    static FolderMails named(Handle handle, Dialect dialect, String name, Optional<String> mailbox) {
        var query = handle.createQuery("select id from folder where name = :name"
                        + (mailbox.isPresent() ? " and mailbox = :mailbox" : ""))
                .bind("name", name);
        mailbox.ifPresent(one -> query.bind("mailbox", one));
        return new FolderMails(
                handle, dialect, new HashSet<>(query.mapTo(Long.class).list()));
    }

    /** As {@link mailroom.database.FallingIds.Range} has it. */
    Optional<Set<Long>> rows(long low, long high, int most) {
        int runs = (int) Math.max(2, most / FolderSpans.ROWS);
        TreeSet<Long> buckets = folders.size() > FEW ? every(low, high, runs) : buckets(low, high, runs);
        if (buckets.size() > runs) {
            return Optional.empty();
        }
        Set<Long> mails = new HashSet<>();
        for (RowRuns.Run run : RowRuns.of(buckets, 1)) {
            long first = Math.max(low, run.first() * FolderSpans.ROWS);
            mails.addAll(seen(first, Math.min(high, (run.last() + 1) * FolderSpans.ROWS)));
        }
        return Optional.of(mails);
    }

    private static TreeSet<Long> every(long low, long high, int runs) {
        TreeSet<Long> buckets = new TreeSet<>();
        for (long bucket = low / FolderSpans.ROWS;
                bucket * FolderSpans.ROWS < high && buckets.size() <= runs;
                bucket++) {
            buckets.add(bucket);
        }
        return buckets;
    }

    /** More than the runs where there are more. */
    private TreeSet<Long> buckets(long low, long high, int runs) {
        TreeSet<Long> buckets = new TreeSet<>();
        for (long folder : folders) {
            buckets.addAll(handle.createQuery("select bucket from folder_span where folder_id = :folder"
                            + " and bucket >= :low and bucket <= :high fetch first :most rows only")
                    .bind("folder", folder)
                    .bind("low", low / FolderSpans.ROWS)
                    .bind("high", (high - 1) / FolderSpans.ROWS)
                    .bind("most", runs + 1)
                    .mapTo(Long.class)
                    .list());
        }
        return buckets;
    }

    private Set<Long> seen(long low, long high) {
        Set<Long> mails = new HashSet<>();
        handle.createQuery("select mail_id, folder_id from sighting " + dialect.byIndex("SIGHTING_OF_MAIL")
                        + "where mail_id >= :low and mail_id < :high")
                .bind("low", low)
                .bind("high", high)
                .map((row, context) -> folders.contains(row.getLong(2)) && mails.add(row.getLong(1)))
                .list();
        return mails;
    }
}

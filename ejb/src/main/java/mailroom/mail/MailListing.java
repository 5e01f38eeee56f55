package mailroom.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import org.jdbi.v3.core.Handle;

/**
 * Finds the rows of one page of {@link Mails#search}, the newest first, by short reads of indexes: all mails by their row
 * numbers, those of a mailbox by its index, those of a folder by {@link FolderMails}. Times are narrowed down by
 * {@link MailSpans}; parts of words are looked for in the rows, for {@link #LOOKING_MAX} at a time.
 */
final class MailListing {

    /** For parts of words, which no index answers; the page is short then and says where the next one goes on. */
    private static final Duration LOOKING_MAX = Duration.ofMillis(200);
    /** For the few rows that a clock which was set back leaves in question. */
    private static final Duration LOOKING_FOR_TIMES_MAX = Duration.ofMillis(30);
    /** A page that is full does not look longer for whether there is another. */
    private static final Duration LOOKING_ON_MAX = Duration.ofMillis(10);

    private static final long ROWS_AT_ONCE = 2048;
    /** Rows that are read one by one, or in short runs, for a condition. */
    private static final int CANDIDATES_AT_ONCE = 512;

    private final Handle handle;
    private final MailQuery query;
    private final MailConditions conditions;
    private final Optional<FolderMails> folder;
    private final boolean searching;
    private final long endsAt;

    MailListing(Database database, Handle handle, MailQuery query) {
        this.handle = handle;
        this.query = query;
        conditions = new MailConditions(handle, query);
        folder = query.folder().map(name -> FolderMails.named(handle, database.dialect(), name, query.mailbox()));
        searching = query.from().isPresent() || query.subject().isPresent();
        endsAt = System.nanoTime() + (searching ? LOOKING_MAX : LOOKING_FOR_TIMES_MAX).toNanos();
    }

    /** @param next where the next page begins; empty at the end */
    record Rows(List<Long> ids, Optional<String> next) {}

    Rows rows() {
        if (query.messageId().isPresent()) {
            return new MessageIdListing(handle, query).rows();
        }
        if (query.isFolderAlone()) {
            return new FolderListing(handle, query).rows();
        }
        List<Long> page = new ArrayList<>();
        for (RowRuns.Run run : runs()) {
            long below = Math.min(run.last() + 1, query.below());
            if (page.size() < query.limit() && below > run.first()) {
                int missing = query.limit() - page.size();
                FallingIds.Found found = walk(run.first(), remaining()).first(missing, below, this::range);
                page.addAll(found.ids());
                below = found.below();
                if (page.size() < query.limit() && !found.complete()) {
                    return new Rows(page, Optional.of(MailQuery.position(below)));
                }
            }
            if (page.size() == query.limit() && below > run.first() && hasMore(run.first(), below)) {
                return new Rows(page, Optional.of(MailQuery.position(page.get(page.size() - 1))));
            }
        }
        return new Rows(page, Optional.empty());
    }

    private boolean hasMore(long lowest, long below) {
        FallingIds.Found next = walk(lowest, LOOKING_ON_MAX).first(1, below, this::range);
        return !next.ids().isEmpty() || !next.complete();
    }

    private Duration remaining() {
        return Duration.ofNanos(endsAt - System.nanoTime());
    }

    private FallingIds walk(long lowest, Duration atMost) {
        if (!searching && !query.hasTimes()) {
            return FallingIds.downTo(lowest);
        }
        boolean indexed = query.mailbox().isPresent() || query.folder().isPresent();
        return FallingIds.filtered(lowest, indexed ? FallingIds.WIDEST : ROWS_AT_ONCE, atMost);
    }

    /** Where mails can be, the highest first. */
    private List<RowRuns.Run> runs() {
        if (query.hasTimes()) {
            return MailSpans.falling(handle, query.after(), query.before());
        }
        long last = handle.createQuery("select max(id) from mail")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        return List.of(new RowRuns.Run(1, last));
    }

    private Optional<List<Long>> range(long low, long high, int allowed) {
        boolean each = searching || query.hasTimes();
        int most = each && high - low > ROWS_AT_ONCE ? Math.min(allowed, CANDIDATES_AT_ONCE) : allowed;
        Optional<Set<Long>> candidates =
                folder.isPresent() ? folder.get().rows(low, high, most) : placed(low, high, most);
        return candidates.map(ids -> List.copyOf(conditions.meeting(new TreeSet<>(ids))));
    }

    private Optional<Set<Long>> placed(long low, long high, int most) {
        Set<Long> ids = new HashSet<>();
        if (query.mailbox().isPresent()) {
            ids.addAll(
                    ids("select id from mail where mailbox = :mailbox and id >= :low and id < :high", low, high, most));
            ids.addAll(ids(
                    "select mail_id from seen_later where mailbox = :mailbox and mail_id >= :low and mail_id < :high",
                    low,
                    high,
                    most));
        } else {
            ids.addAll(ids("select id from mail where id >= :low and id < :high", low, high, most));
        }
        return ids.size() > most ? Optional.empty() : Optional.of(ids);
    }

    /** One more than the most where there are more. */
    private List<Long> ids(String select, long low, long high, int most) {
        var some = handle.createQuery(select + " fetch first :most rows only")
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1);
        query.mailbox().ifPresent(name -> some.bind("mailbox", name));
        return some.mapTo(Long.class).list();
    }
}

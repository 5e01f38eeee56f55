package mailroom.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import org.jdbi.v3.core.Handle;

/**
 * Finds the rows of one page of {@link Mails#search}, the newest first, by short reads of indexes: all mails by their row
 * numbers, those of a mailbox by its index, those of a folder by their UIDs. Times are narrowed down by {@link MailSpans};
 * parts of words are looked for in the rows, for {@link #LOOKING_MAX} at a time.
 */
final class MailListing {

    /** For conditions that no index answers; the page is short then and says where the next one goes on. */
    static final Duration LOOKING_MAX = Duration.ofMillis(200);

    private static final long ROWS_AT_ONCE = 2048;
    /** Mails with one Message-ID that are looked at. */
    private static final int TWINS_MAX = 1000;

    private final Database database;
    private final Handle handle;
    private final MailQuery query;

    MailListing(Database database, Handle handle, MailQuery query) {
        this.database = database;
        this.handle = handle;
        this.query = query;
    }

    /** @param next where the next page begins; empty at the end */
    record Rows(List<Long> ids, Optional<String> next) {}

    Rows rows() {
        if (query.messageId().isPresent()) {
            return ofMessageId(query.messageId().get());
        }
        if (query.folder().isPresent() && query.mailbox().isPresent()) {
            return new FolderListing(handle, this::fitting, query).rows();
        }
        MailSpans.Rows span = span();
        long below = Math.min(span.last() + 1, query.below());
        if (below <= span.first()) {
            return new Rows(List.of(), Optional.empty());
        }
        boolean indexed = query.mailbox().isPresent()
                && query.from().isEmpty()
                && query.subject().isEmpty()
                && query.after().isEmpty()
                && query.before().isEmpty();
        FallingIds walk = indexed || isUnfiltered()
                ? FallingIds.all()
                : FallingIds.filtered(Math.max(1, span.first()), ROWS_AT_ONCE, LOOKING_MAX);
        FallingIds.Found found = walk.first(query.limit(), below, this::range);
        boolean more = !found.complete() && (found.ids().size() < query.limit() || hasMore(walk, found.below()));
        return new Rows(found.ids(), more ? Optional.of(MailQuery.position(found.below())) : Optional.empty());
    }

    private boolean hasMore(FallingIds walk, long below) {
        FallingIds.Found next = walk.first(1, below, this::range);
        return !next.ids().isEmpty() || !next.complete();
    }

    private boolean isUnfiltered() {
        return query.equals(MailQuery.latest(query.limit()).from(query.cursor()));
    }

    private MailSpans.Rows span() {
        if (query.after().isPresent() || query.before().isPresent()) {
            return MailSpans.rows(database, query.after(), query.before());
        }
        long last = handle.createQuery("select max(id) from mail")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        return new MailSpans.Rows(1, last);
    }

    private Optional<List<Long>> range(long low, long high, int most) {
        Set<Long> ids = candidates(low, high, most);
        if (ids.size() > most) {
            return Optional.empty();
        }
        query.folder().ifPresent(folder -> ids.retainAll(inFolder(folder, low, high)));
        query.from().ifPresent(from -> ids.retainAll(withText("from_field", from, low, high)));
        query.subject().ifPresent(subject -> ids.retainAll(withText("subject", subject, low, high)));
        return Optional.of(List.copyOf(ids));
    }

    /** One more than the most where there are more. */
    private Set<Long> candidates(long low, long high, int most) {
        Set<Long> ids = new LinkedHashSet<>();
        String times = (query.after().isPresent() ? " and received_at >= :after" : "")
                + (query.before().isPresent() ? " and received_at < :before" : "");
        String mailbox = query.mailbox().isPresent() ? " and mailbox = :mailbox" : "";
        var first = handle.createQuery("select id from mail where id >= :low and id < :high" + mailbox + times
                        + " fetch first :most rows only")
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1);
        query.after().ifPresent(after -> first.bind("after", after.toEpochMilli()));
        query.before().ifPresent(before -> first.bind("before", before.toEpochMilli()));
        query.mailbox().ifPresent(name -> first.bind("mailbox", name));
        ids.addAll(first.mapTo(Long.class).list());
        query.mailbox().ifPresent(name -> ids.addAll(seenLater(name, low, high, most)));
        return ids;
    }

    private List<Long> seenLater(String mailbox, long low, long high, int most) {
        List<Long> later = handle.createQuery("select mail_id from seen_later where mailbox = :mailbox"
                        + " and mail_id >= :low and mail_id < :high fetch first :most rows only")
                .bind("mailbox", mailbox)
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1)
                .mapTo(Long.class)
                .list();
        return query.after().isEmpty() && query.before().isEmpty()
                ? later
                : later.stream().filter(this::isInTime).toList();
    }

    private boolean isInTime(long id) {
        return handle.createQuery("select received_at from mail where id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .filter(at -> query.after().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE) <= at)
                .filter(at -> query.before().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE) > at)
                .isPresent();
    }

    private Set<Long> inFolder(String folder, long low, long high) {
        return new HashSet<>(handle.createQuery("select s.mail_id from sighting s join folder f on f.id = s.folder_id"
                        + " where s.mail_id >= :low and s.mail_id < :high and f.name = :folder"
                        + query.mailbox()
                                .map(name -> " and f.mailbox = :mailbox")
                                .orElse(""))
                .bind("low", low)
                .bind("high", high)
                .bind("folder", folder)
                .bind("mailbox", query.mailbox().orElse(""))
                .mapTo(Long.class)
                .list());
    }

    private Set<Long> withText(String column, String text, long low, long high) {
        return new HashSet<>(handle.createQuery("select mail_id from metadata where mail_id >= :low and mail_id < :high"
                        + " and lower(" + column + ") like :text escape '!'")
                .bind("low", low)
                .bind("high", high)
                .bind("text", "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%")
                .mapTo(Long.class)
                .list());
    }

    private Rows ofMessageId(String messageId) {
        Set<Long> found = new LinkedHashSet<>();
        for (String spelled : spellings(messageId)) {
            found.addAll(handle.createQuery("select mail_id from metadata where message_id = :messageId"
                            + " fetch first " + TWINS_MAX + " rows only")
                    .bind("messageId", spelled)
                    .mapTo(Long.class)
                    .list());
        }
        List<Long> fitting = fitting(found).stream()
                .filter(id -> id < query.below())
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        List<Long> page = fitting.subList(0, Math.min(query.limit(), fitting.size()));
        boolean more = fitting.size() > page.size();
        return new Rows(page, more ? Optional.of(MailQuery.position(page.get(page.size() - 1))) : Optional.empty());
    }

    /** As mails are found by it now, and as earlier versions wrote it. */
    private static List<String> spellings(String messageId) {
        String key = MessageIdKey.asked(messageId).key();
        return List.of(key, "<" + key + ">");
    }

    /** Those of a few mails that meet all conditions, each read by its row. */
    private List<Long> fitting(Collection<Long> ids) {
        List<Long> fitting = new ArrayList<>();
        for (long id : ids) {
            if (fits(id)) {
                fitting.add(id);
            }
        }
        return fitting;
    }

    private boolean fits(long id) {
        boolean inTime = query.after().isEmpty() && query.before().isEmpty() || isInTime(id);
        boolean placed = query.mailbox().isEmpty() && query.folder().isEmpty() || isPlaced(id);
        return inTime
                && placed
                && query.from().map(text -> hasText("from_field", text, id)).orElse(true)
                && query.subject().map(text -> hasText("subject", text, id)).orElse(true);
    }

    private boolean hasText(String column, String text, long id) {
        return withText(column, text, id, id + 1).contains(id);
    }

    private boolean isPlaced(long id) {
        return handle.createQuery("select f.mailbox, f.name from sighting s join folder f on f.id = s.folder_id"
                        + " where s.mail_id = :id")
                .bind("id", id)
                .map((row, context) ->
                        isOrAny(query.mailbox(), row.getString(1)) && isOrAny(query.folder(), row.getString(2)))
                .list()
                .contains(true);
    }

    private static boolean isOrAny(Optional<String> wanted, String name) {
        return wanted.isEmpty() || wanted.get().equals(name);
    }
}

package mailroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailroom.database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds the ids of one page of submissions, the newest first. One filter has an index in this order. Of several, the one
 * whose next {@link #AT_ONCE} submissions reach back furthest leads, and the others are looked up for those.
 */
final class SubmissionListing {

    private static final int AT_ONCE = 500;
    /** For filters of which each takes many and both together few; the page is short then and says where the next goes on. */
    private static final Duration LOOKING_MAX = Duration.ofMillis(20);

    private static final Comparator<SubmissionPlace> OLDEST_FIRST =
            Comparator.comparing(SubmissionPlace::created).thenComparing(SubmissionPlace::id);

    private final Handle handle;
    private final Dialect dialect;
    private final SubmissionQuery query;

    SubmissionListing(Handle handle, Dialect dialect, SubmissionQuery query) {
        this.handle = handle;
        this.dialect = dialect;
        this.query = query;
    }

    /** What an index has in the order of the list; {@code wanted} is the value of {@code :wanted}. */
    private record Line(String from, String id, String wanted) {}

    record Rows(List<String> ids, Optional<SubmissionPlace> next) {}

    private List<Line> lines() {
        return Stream.of(
                        query.recipient()
                                .map(address ->
                                        new Line("recipient s where s.address = :wanted", "s.submission_id", address)),
                        query.state()
                                .map(state -> new Line("submission s where s.state = :wanted", "s.id", state.name())),
                        query.sender().map(name -> new Line("submission s where s.sender = :wanted", "s.id", name)))
                .flatMap(Optional::stream)
                .toList();
    }

    Rows rows() {
        List<Line> lines = lines();
        if (lines.size() > 1) {
            return meetingAll(lines);
        }
        Line only = lines.isEmpty() ? new Line("submission s where 1 = 1", "s.id", "") : lines.get(0);
        return page(places(only, query.before(), 0, query.limit() + 1));
    }

    private Rows page(List<SubmissionPlace> oneMore) {
        List<SubmissionPlace> page = oneMore.subList(0, Math.min(query.limit(), oneMore.size()));
        return new Rows(
                page.stream().map(SubmissionPlace::id).toList(),
                oneMore.size() > page.size() ? Optional.of(page.get(page.size() - 1)) : Optional.empty());
    }

    private Rows meetingAll(List<Line> lines) {
        List<SubmissionPlace> found = new ArrayList<>();
        Optional<SubmissionPlace> from = query.before();
        long endsAt = System.nanoTime() + LOOKING_MAX.toNanos();
        while (found.size() <= query.limit() && System.nanoTime() < endsAt) {
            Line leading = rarest(lines, from);
            List<SubmissionPlace> some = places(leading, from, 0, AT_ONCE);
            Set<String> meeting = some.isEmpty() ? Set.of() : meeting(leading, from, some.get(some.size() - 1));
            some.stream().filter(place -> meeting.contains(place.id())).forEach(found::add);
            if (some.size() < AT_ONCE) {
                return page(found);
            }
            from = Optional.of(some.get(some.size() - 1));
        }
        return found.size() > query.limit()
                ? page(found)
                : new Rows(found.stream().map(SubmissionPlace::id).toList(), from);
    }

    private Line rarest(List<Line> lines, Optional<SubmissionPlace> from) {
        Line rarest = null;
        SubmissionPlace furthest = null;
        for (Line line : lines) {
            List<SubmissionPlace> last = places(line, from, AT_ONCE - 1, 1);
            if (last.isEmpty()) {
                return line;
            }
            if (furthest == null || OLDEST_FIRST.compare(last.get(0), furthest) < 0) {
                rarest = line;
                furthest = last.get(0);
            }
        }
        return rarest;
    }

    /** What meets all filters of a line's places down to the last, each looked up by its id; new ones may be among them. */
    private Set<String> meeting(Line line, Optional<SubmissionPlace> from, SubmissionPlace last) {
        String kept = query.state().map(any -> " and s.state = :state").orElse("")
                + query.sender().map(any -> " and s.sender = :sender").orElse("");
        String select = "select p.place from " + dialect.inThisOrder() + "("
                + select(oldest(line), from, 0, 2 * AT_ONCE) + ") p"
                + dialect.lookedUp("submission", "s", "s.id = p.place" + kept)
                + query.recipient()
                        .map(any -> dialect.lookedUp(
                                "recipient", "r", "r.submission_id = p.place and r.address = :address"))
                        .orElse("");
        Query rows = bound(handle.createQuery(select), line, from);
        rows.bind("oldest", last.created().toEpochMilli());
        query.state().ifPresent(state -> rows.bind("state", state.name()));
        query.sender().ifPresent(sender -> rows.bind("sender", sender));
        query.recipient().ifPresent(address -> rows.bind("address", address));
        return new HashSet<>(rows.mapTo(String.class).list());
    }

    private static Line oldest(Line line) {
        return new Line(line.from() + " and s.created_at >= :oldest", line.id(), line.wanted());
    }

    private List<SubmissionPlace> places(Line line, Optional<SubmissionPlace> from, int offset, int limit) {
        return bound(handle.createQuery(select(line, from, offset, limit)), line, from)
                .map((row, context) -> new SubmissionPlace(Instant.ofEpochMilli(row.getLong(2)), row.getString(1)))
                .list();
    }

    private static String select(Line line, Optional<SubmissionPlace> from, int offset, int limit) {
        String further = from.isPresent()
                ? " and s.created_at <= :created and (s.created_at < :created or " + line.id() + " < :id)"
                : "";
        return "select " + line.id() + " as place, s.created_at from " + line.from() + further
                + " order by s.created_at desc, " + line.id() + " desc offset " + offset + " rows fetch first " + limit
                + " rows only";
    }

    private static Query bound(Query rows, Line line, Optional<SubmissionPlace> from) {
        from.ifPresent(
                last -> rows.bind("created", last.created().toEpochMilli()).bind("id", last.id()));
        if (!line.wanted().isEmpty()) {
            rows.bind("wanted", line.wanted());
        }
        return rows;
    }
}

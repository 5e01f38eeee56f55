package mailroom.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Walks over a table's ids from high to low, a range at a time. Derby reads an index forwards only and would sort all rows
 * for the newest few; a range is as wide as it has to be and is never read where it holds too many rows.
 */
public final class FallingIds {

    /** Of ranges that may span everything. */
    public static final long WIDEST = Long.MAX_VALUE / 4;

    private static final long FIRST_WIDTH = 256;
    private static final int WIDER = 4;
    /** Rows that one range brings into memory. */
    private static final int ROWS_MAX = 4000;

    private final long lowest;
    private final long widest;
    private final long endsAt;

    private FallingIds(long lowest, long widest, long endsAt) {
        this.lowest = lowest;
        this.widest = widest;
        this.endsAt = endsAt;
    }

    /** Down to id 1, however far apart the ids are: for what an index answers. */
    public static FallingIds all() {
        return downTo(1);
    }

    /** Goes down to this id, in the same way. */
    public static FallingIds downTo(long lowest) {
        return new FallingIds(lowest, WIDEST, Long.MAX_VALUE);
    }

    /**
     * For conditions that each row of a range is read for.
     *
     * @param lowest no id below it is of interest
     * @param widest ids that one range spans at most
     * @param atMost when it is over, what was found until then is the answer
     */
    public static FallingIds filtered(long lowest, long widest, Duration atMost) {
        return new FallingIds(lowest, widest, System.nanoTime() + atMost.toNanos());
    }

    /**
     * Below which a walk over a whole table begins.
     *
     * @param before the id of the last row already seen; {@link Long#MAX_VALUE} begins
     */
    public static long start(Handle handle, String table, String id, long before) {
        if (before != Long.MAX_VALUE) {
            return before;
        }
        return 1
                + handle.createQuery("select max(" + id + ") from " + table)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L);
    }

    /**
     * Reads a range by a statement with {@code :low} and {@code :high}.
     *
     * @param wanted the value of {@code :wanted}, where the statement has it
     */
    public static Optional<List<Long>> range(
            Handle handle, String select, long low, long high, int most, Optional<String> wanted) {
        var query = handle.createQuery(select + " fetch first :most rows only")
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1);
        wanted.ifPresent(value -> query.bind("wanted", value));
        List<Long> ids = query.mapTo(Long.class).list();
        return ids.size() > most ? Optional.empty() : Optional.of(ids);
    }

    /** Reads one range. */
    @FunctionalInterface
    public interface Range {

        /**
         * @return ids from {@code low} on and below {@code high}, in any order; empty if more than {@code most} rows were
         *     to be read for them, so that a narrower range is asked for
         */
        Optional<List<Long>> ids(long low, long high, int most);
    }

    /**
     * What was found.
     *
     * @param ids from high to low
     * @param below all ids from here on have been looked at; the next walk begins below
     * @param complete nothing is left below
     */
    public record Found(List<Long> ids, long below, boolean complete) {}

    /** @param below the first id that is not looked at */
    public Found first(int limit, long below, Range range) {
        List<Long> found = new ArrayList<>();
        long high = below;
        long width = Math.min(FIRST_WIDTH, widest);
        while (found.size() < limit && high > lowest && isInTime()) {
            long low = Math.max(lowest, high - width);
            Optional<List<Long>> read = range.ids(low, high, high - low == 1 ? Integer.MAX_VALUE - 1 : ROWS_MAX);
            if (read.isEmpty()) {
                width = Math.max(1, (high - low) / WIDER);
                continue;
            }
            List<Long> ids = new ArrayList<>(read.get());
            ids.sort(Collections.reverseOrder());
            found.addAll(ids);
            high = low;
            width = ids.size() < limit ? Math.min(widest, width * WIDER) : width;
        }
        if (found.size() > limit) {
            List<Long> page = List.copyOf(found.subList(0, limit));
            return new Found(page, page.get(limit - 1), false);
        }
        return new Found(found, high, high <= lowest);
    }

    private boolean isInTime() {
        return endsAt == Long.MAX_VALUE || System.nanoTime() < endsAt;
    }
}

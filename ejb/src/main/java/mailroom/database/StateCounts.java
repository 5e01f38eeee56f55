package mailroom.database;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many rows of a table are in each state. They are counted at each question as long as that is quick; a table that
 * takes longer is counted for one of those who ask and then left alone for {@link #POLITENESS} times as long, so that
 * counting costs a small share of one processor at most.
 */
public final class StateCounts {

    static final Duration QUICK = Duration.ofMillis(20);
    static final int POLITENESS = 50;

    private final Database database;
    private final String table;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted last = new Counted(null, 0, 0);

    private record Counted(Map<String, Long> counts, long tookNanos, long at) {

        boolean isQuick() {
            return counts != null && tookNanos < QUICK.toNanos();
        }

        boolean isFresh() {
            return counts != null && System.nanoTime() - at < POLITENESS * tookNanos;
        }
    }

    /** @param table has a column {@code state} that an index begins with */
    public StateCounts(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    /** States without a row count 0; of a large table the counts may be {@link #POLITENESS} times as old as counting takes. */
    public <E extends Enum<E>> Map<E, Long> of(Class<E> states) {
        Map<String, Long> now = now();
        Map<E, Long> counts = new EnumMap<>(states);
        for (E state : states.getEnumConstants()) {
            counts.put(state, now.getOrDefault(state.name(), 0L));
        }
        return counts;
    }

    private Map<String, Long> now() {
        Counted known = last;
        if (known.counts() == null || known.isQuick()) {
            count();
        } else if (!known.isFresh() && counting.compareAndSet(false, true)) {
            try {
                count();
            } finally {
                counting.set(false);
            }
        }
        return last.counts();
    }

    private void count() {
        long begun = System.nanoTime();
        Map<String, Long> counts = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery("select state, count(*) from " + table + " group by state")
                        .map((row, context) -> counts.put(row.getString(1), row.getLong(2)))
                        .list());
        long end = System.nanoTime();
        last = new Counted(counts, end - begun, end);
    }
}

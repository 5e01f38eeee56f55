package mailroom.lists;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How long calls take, in a table; those whose 95th percentile is above their limit are told at the end. */
public final class Timing {

    private static final System.Logger LOG = System.getLogger(Timing.class.getName());
    private static final int WARM_UP = 3;
    private static final int ASKED = 20;

    private final StringBuilder table = new StringBuilder();
    private final List<String> slow = new ArrayList<>();

    public void measure(String what, Duration limit, Supplier<?> call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.get();
        }
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            long begun = System.nanoTime();
            call.get();
            took.add(System.nanoTime() - begun);
        }
        Collections.sort(took);
        double p95 = took.get(ASKED * 95 / 100) / 1e6;
        table.append(String.format(Locale.ROOT, "%n%-75s %7.1f %7.1f", what, took.get(ASKED / 2) / 1e6, p95));
        if (p95 > limit.toMillis()) {
            slow.add(what + ": " + p95 + " ms, allowed are " + limit.toMillis());
        }
    }

    /** Prints the table. */
    public List<String> slow(String title) {
        LOG.log(Level.INFO, () -> String.format("%s: p50 and p95 in ms%s", title, table));
        return slow;
    }
}

package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers as they are out there: whatever they do, all that they give is archived, and the rest is named. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddServersIT {

    /** More would wait for each other rather than for their servers. */
    private static final int AT_ONCE = 105;

    /** All, or those that {@code -Dmailroom.odd.rows=} asks for by a pattern. */
    private final List<OddRow> rows = OddRows.all().stream()
            .filter(row -> row.toString().matches(System.getProperty("mailroom.odd.rows", ".*")))
            .toList();

    private final ExecutorService observers = Executors.newCachedThreadPool();
    private final Map<OddRow, CompletableFuture<Void>> observed = new HashMap<>();
    private final CompletableFuture<Void> healthy = new CompletableFuture<>();

    @BeforeAll
    void run() {
        rows.forEach(row -> observed.put(row, new CompletableFuture<>()));
        observers.submit(this::observeAll);
    }

    /** Many at once, because most of the time passes in waiting. */
    private void observeAll() {
        try {
            for (int from = 0; from < rows.size(); from += AT_ONCE) {
                observe(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
            }
            healthy.complete(null);
        } catch (Exception | AssertionError failed) {
            healthy.completeExceptionally(failed);
            observed.values().forEach(row -> row.completeExceptionally(failed));
        }
    }

    private void observe(List<OddRow> some) throws Exception {
        try (OddMailboxes mailboxes = new OddMailboxes(some, OddRow.MAILS)) {
            some.forEach(row -> observers.submit(() -> observe(mailboxes, row)));
            for (OddRow row : some) {
                observed.get(row).handle((done, failed) -> done).join();
            }
            mailboxes.healthyHoldAll(Duration.ofMinutes(2));
        }
    }

    private void observe(OddMailboxes mailboxes, OddRow row) {
        try {
            mailboxes.holds(row);
            observed.get(row).complete(null);
        } catch (Throwable failed) {
            observed.get(row).completeExceptionally(failed);
        }
    }

    @AfterAll
    void end() {
        observers.shutdownNow();
    }

    List<OddRow> rows() {
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void archivesWhatAnOddServerGives(OddRow row) throws Throwable {
        try {
            observed.get(row).get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    /** Beside all rows, one half after the other. */
    @Test
    @Timeout(600)
    void healthyMailboxesGetAllBesideThem() throws Exception {
        healthy.get();
    }
}

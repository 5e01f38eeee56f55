package mailroom.camel.mailbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddServersIT {

    /** More would wait for each other rather than for their servers. */
    private static final int AT_ONCE = 105;
    /** More than these failures are no matter of turns. */
    private static final int OBSERVED_AGAIN_MAX = 6;

    private static final Logger LOG = System.getLogger(OddServersIT.class.getName());

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
            Map<OddRow, Throwable> failures = new LinkedHashMap<>();
            for (int from = 0; from < rows.size(); from += AT_ONCE) {
                failures.putAll(observe(rows.subList(from, Math.min(rows.size(), from + AT_ONCE))));
            }
            healthy.complete(null);
            if (failures.size() > OBSERVED_AGAIN_MAX) {
                failures.forEach((row, failure) -> observed.get(row).completeExceptionally(failure));
                return;
            }
            observeAgain(failures);
        } catch (Exception | AssertionError failed) {
            healthy.completeExceptionally(failed);
            observed.values().forEach(row -> row.completeExceptionally(failed));
        }
    }

    /** Returns what failed. */
    private Map<OddRow, Throwable> observe(List<OddRow> some) throws Exception {
        Map<OddRow, Throwable> failures = new ConcurrentHashMap<>();
        try (OddMailboxes mailboxes = new OddMailboxes(some, OddRow.MAILS)) {
            CompletableFuture.allOf(some.stream()
                            .map(row -> CompletableFuture.runAsync(() -> mailboxes.holds(row), observers)
                                    .whenComplete((held, failure) -> {
                                        if (failure == null) {
                                            observed.get(row).complete(null);
                                        } else {
                                            failures.put(row, failure.getCause());
                                        }
                                    })
                                    .exceptionally(failure -> null))
                            .toArray(CompletableFuture[]::new))
                    .join();
            mailboxes.healthyHoldAll(Duration.ofMinutes(2));
        }
        return failures;
    }

    /**
     * Those that failed in the crowd, each alone beside ten healthy mailboxes, because a hundred servers wait for each other's
     * turns on a small machine. What fails then fails.
     */
    private void observeAgain(Map<OddRow, Throwable> failures) {
        failures.forEach((row, failure) -> {
            LOG.log(Level.WARNING, row + " failed among the others and is observed alone", failure);
            CompletableFuture<Void> result = observed.get(row);
            List<OddRow> all = OddRows.all();
            OddRow alone = all.stream()
                    .filter(each -> each.toString().equals(row.toString()))
                    .findFirst()
                    .orElseThrow();
            try (OddMailboxes mailboxes = new OddMailboxes(List.of(alone), OddRow.MAILS)) {
                mailboxes.holds(alone);
                mailboxes.healthyHoldAll(Duration.ofMinutes(2));
                result.complete(null);
            } catch (Exception | AssertionError again) {
                result.completeExceptionally(again);
            } finally {
                all.forEach(OddRow::close);
            }
        });
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
    void healthyMailboxesGetAllBesideThem() throws Exception {
        healthy.get();
    }
}

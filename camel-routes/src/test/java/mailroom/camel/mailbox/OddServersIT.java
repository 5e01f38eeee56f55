package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** All, or those that {@code -Dmailroom.odd.rows=} asks for by a pattern. */
    private final List<OddRow> rows = OddRows.all().stream()
            .filter(row -> row.toString().matches(System.getProperty("mailroom.odd.rows", ".*")))
            .toList();

    private final ExecutorService observers = Executors.newCachedThreadPool();
    private final Map<OddRow, Future<?>> observed = new HashMap<>();
    private OddMailboxes mailboxes;

    @BeforeAll
    void run() throws Exception {
        mailboxes = new OddMailboxes(rows, OddRow.MAILS);
        // all at once, because most of the time passes in waiting
        rows.forEach(row -> observed.put(row, observers.submit(() -> mailboxes.holds(row))));
    }

    @AfterAll
    void end() throws Exception {
        observers.shutdownNow();
        mailboxes.close();
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

    @Test
    void healthyMailboxesGetAllBesideThem() {
        mailboxes.healthyHoldAll(Duration.ofMinutes(2));
    }
}

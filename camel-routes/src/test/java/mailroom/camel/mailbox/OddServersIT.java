package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.List;
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

    private final List<OddRow> rows = OddRows.all().stream()
            .filter(row -> row.toString().matches(System.getProperty("mailroom.odd.rows", ".*")))
            .toList();
    private OddMailboxes mailboxes;

    @BeforeAll
    void run() throws Exception {
        mailboxes = new OddMailboxes(rows);
    }

    @AfterAll
    void end() throws Exception {
        mailboxes.close();
    }

    List<OddRow> rows() {
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void archivesWhatAnOddServerGives(OddRow row) {
        mailboxes.holds(row);
    }

    @Test
    void healthyMailboxesGetAllBesideThem() {
        mailboxes.healthyHoldAll(Duration.ofMinutes(2));
    }
}

package mailroom.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import mailroom.database.Database;
import mailroom.mail.Mails;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import org.junit.jupiter.api.Test;

/**
 * Every list's first and far pages, whatever the filters, and every count take the same short time however many rows there
 * are. System property {@code mailroom.lists.mails}; each page has 50 rows, the far page is the thousandth at a million
 * mails and one filter.
 */
abstract class ListsContract {

    private static final int MAILS = Integer.getInteger("mailroom.lists.mails", 60_000);
    private static final int FAR = MAILS < 1_000_000 ? 200 : 1000;
    private static final int FAR_COMBINED = 20;
    /** A share of the rows is asked for beside other tests; what it must notice, a sort or a scan, takes far longer. */
    private static final Duration P95_MAX = Duration.ofMillis(MAILS < 1_000_000 ? 200 : 50);
    /** What looks into rows for parts of words ends then, and says where it goes on. */
    private static final Duration LOOKING_MAX = Duration.ofMillis(MAILS < 1_000_000 ? 600 : 300);

    private final Timing timing = new Timing();

    abstract Database database();

    @Test
    void everyPageTakesTheSameShortTimeAtManyRows() throws SQLException {
        new ManyRows(database(), MAILS).write();
        var lists = new EveryList(database(), MAILS).lists();
        lists.values().forEach(list -> list.apply(null));
        lists.forEach(this::measure);
        Mails mails = new Mails(database());
        Deliveries deliveries = new Deliveries(database(), null);
        Submissions submissions = new Submissions(database());
        timing.measure("counts", P95_MAX, () -> List.of(mails.sightings(), deliveries.counts(), submissions.counts()));
        assertThat(timing.slow(MAILS + " mails")).isEmpty();
    }

    private void measure(String name, UnaryOperator<Object> list) {
        Duration limit = name.endsWith(EveryList.WORD) ? LOOKING_MAX : P95_MAX;
        timing.measure(name + ", first page", limit, () -> List.of(String.valueOf(list.apply(null))));
        int farthest = name.contains(EveryList.COMBINED) ? FAR_COMBINED : FAR;
        Object far = null;
        int page = 1;
        for (Object next = list.apply(null); next != null && page < farthest; next = list.apply(far)) {
            far = next;
            page++;
        }
        if (far != null) {
            Object place = far;
            timing.measure(name + ", page " + page, limit, () -> List.of(String.valueOf(list.apply(place))));
        }
    }
}

package mailroom.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mailroom.database.Database;
import mailroom.mail.ArchivedMail;
import mailroom.mail.Incidents;
import mailroom.mail.MailPage;
import mailroom.mail.MailQuery;
import mailroom.mail.Mails;
import mailroom.outbound.RecipientState;
import mailroom.outbound.Submission;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;

/**
 * Every list's first and thousandth page and every count take the same short time however many rows there are. System
 * property {@code mailroom.lists.mails}; each page has 50 rows.
 */
abstract class ListsContract {

    private static final System.Logger LOG = System.getLogger(ListsContract.class.getName());
    private static final int MAILS = Integer.getInteger("mailroom.lists.mails", 60_000);
    private static final int PAGE = 50;
    private static final int FAR = 1000;
    private static final int ASKED = 40;
    /** A share of the rows is asked for beside other tests; what it must notice, a sort or a scan, takes far longer. */
    private static final Duration P95_MAX = Duration.ofMillis(MAILS < 1_000_000 ? 200 : 50);
    /** What looks into rows for parts of words ends then, and says where it goes on. */
    private static final Duration LOOKING_MAX = Duration.ofMillis(MAILS < 1_000_000 ? 600 : 300);

    abstract Database database();

    /** One page from a place on, and the place of the next. */
    private interface Paged extends Function<Object, Object> {}

    @Test
    void everyPageTakesTheSameShortTimeAtManyRows() throws SQLException {
        new ManyRows(database(), MAILS).write();
        Map<String, Paged> lists = new LinkedHashMap<>();
        lists.put("mails", mails("", "", "", "", ""));
        lists.put("mails of a mailbox", mails("help", "", "", "", ""));
        lists.put("mails of a folder", mails("help", "Archive", "", "", ""));
        lists.put("mails of all INBOX", mails("", "INBOX", "", "", ""));
        lists.put("mails of a Message-ID", mails("", "", "<" + MAILS / 3 + "@example.org>", "", ""));
        lists.put("mails of a common word", mails("", "", "", "", "order"));
        lists.put("mails before a time", before(ManyRows.received(MAILS / 4)));
        lists.put("deliveries", deliveries(Optional.empty()));
        lists.put("failed deliveries", deliveries(Optional.of(DeliveryState.FAILED)));
        lists.put("waiting deliveries", deliveries(Optional.of(DeliveryState.WAITING)));
        lists.put("notifications", submissions(Optional.empty(), Optional.empty()));
        lists.put("failed notifications", submissions(Optional.of(RecipientState.FAILED), Optional.empty()));
        lists.put("notifications of an address", submissions(Optional.empty(), Optional.of("ops@example.com")));
        lists.put("notifications of a rare address", submissions(Optional.empty(), Optional.of("c77@example.org")));
        lists.put("incidents", incidents());
        List<String> slow = new ArrayList<>();
        lists.forEach((name, list) -> {
            Duration limit = name.endsWith("word") ? LOOKING_MAX : P95_MAX;
            measure(name + ", first page", limit, () -> list.apply(null), slow);
            Object far = null;
            for (int page = 0; page < FAR; page++) {
                Object next = list.apply(far);
                if (next == null) {
                    break;
                }
                far = next;
            }
            Object place = far;
            measure(name + ", page 1000 or the last", limit, () -> list.apply(place), slow);
        });
        measure(
                "mails of a rare word",
                LOOKING_MAX,
                () -> mails("", "", "", "", "nowhere").apply(null),
                slow);
        measure("counts", P95_MAX, this::counts, slow);
        assertThat(slow).isEmpty();
    }

    private Object counts() {
        new Mails(database()).sightings();
        return List.of(deliveries.counts(), submissions.counts());
    }

    private Deliveries deliveries;
    private Submissions submissions;

    private static void measure(
            String what, Duration limit, java.util.function.Supplier<Object> call, List<String> slow) {
        call.get();
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            long begun = System.nanoTime();
            call.get();
            took.add(System.nanoTime() - begun);
        }
        Collections.sort(took);
        double p50 = took.get(ASKED / 2) / 1e6;
        double p95 = took.get(ASKED * 95 / 100) / 1e6;
        LOG.log(Level.INFO, () -> String.format("%-50s p50 %7.1f ms, p95 %7.1f ms", what, p50, p95));
        if (p95 > limit.toMillis()) {
            slow.add(what + ": " + p95 + " ms");
        }
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Paged mails(String mailbox, String folder, String messageId, String from, String subject) {
        return paged(Optional.empty(), mailbox, folder, messageId, from, subject);
    }

    private Paged before(Instant time) {
        return paged(Optional.of(time), "", "", "", "", "");
    }

    private Paged paged(
            Optional<Instant> before, String mailbox, String folder, String messageId, String from, String subject) {
        Mails mails = new Mails(database());
        return cursor -> {
            MailPage page = mails.search(new MailQuery(
                    unlessEmpty(mailbox),
                    unlessEmpty(folder),
                    Optional.empty(),
                    before,
                    unlessEmpty(messageId),
                    unlessEmpty(from),
                    unlessEmpty(subject),
                    PAGE,
                    Optional.ofNullable((String) cursor)));
            requireOrder(page.items());
            return page.next().orElse(null);
        };
    }

    private static void requireOrder(List<ArchivedMail> items) {
        for (int i = 1; i < items.size(); i++) {
            assertThat(items.get(i).row()).isLessThan(items.get(i - 1).row());
        }
    }

    private Paged deliveries(Optional<DeliveryState> state) {
        deliveries = new Deliveries(database(), null);
        return place -> {
            var page = deliveries.list(state, place == null ? Long.MAX_VALUE : (Long) place, PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1).id();
        };
    }

    private Paged submissions(Optional<RecipientState> state, Optional<String> recipient) {
        submissions = new Submissions(database());
        return place -> {
            var page = submissions.list(state, recipient, Optional.ofNullable((Submission) place), PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1);
        };
    }

    private Paged incidents() {
        Incidents incidents = new Incidents(database());
        return place -> {
            var page = incidents.before(place == null ? Long.MAX_VALUE : (Long) place, PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1).id();
        };
    }
}

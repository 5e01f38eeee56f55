package mailroom.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailroom.audit.Audit;
import mailroom.database.Database;
import mailroom.incident.Incidents;
import mailroom.mail.ArchivedMail;
import mailroom.mail.MailPage;
import mailroom.mail.MailQuery;
import mailroom.mail.Mails;
import mailroom.outbound.RecipientState;
import mailroom.outbound.SubmissionPage;
import mailroom.outbound.SubmissionPlace;
import mailroom.outbound.SubmissionQuery;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import mailroom.routing.DeliveryState;

/** The lists by name, with filters that many rows meet, few, old ones alone, or none; what REST asks for, without HTTP. */
final class EveryList {

    static final int PAGE = 50;
    /** In the names of lists that look for parts of words in rows. */
    static final String WORD = " word";
    /** In the names of lists with more than one filter. */
    static final String COMBINED = " + ";

    private final Database database;
    private final int mails;
    private final Map<String, UnaryOperator<Object>> lists = new TreeMap<>();

    EveryList(Database database, int mails) {
        this.database = database;
        this.mails = mails;
        mails();
        deliveries();
        notifications();
        Incidents incidents = new Incidents(database);
        lists.put("incidents", place -> {
            var page = incidents.before(place == null ? Long.MAX_VALUE : (Long) place, PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1).id();
        });
        Audit audit = new Audit(database);
        lists.put("audit", place -> {
            var page = audit.before(place == null ? Long.MAX_VALUE : (Long) place, PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1).id();
        });
    }

    /** A page from a place on, null for the first, gives the place of the next, null at the end. */
    Map<String, UnaryOperator<Object>> lists() {
        return lists;
    }

    private void mails() {
        Map<String, String> places = Map.of(
                "", "",
                "a mailbox", "mailbox=help",
                "a mailbox of old mails", "mailbox=" + ManyRows.FORMER,
                "a mailbox that saw few", "mailbox=" + ManyRows.SELDOM,
                "no mailbox", "mailbox=nobody",
                "all INBOX", "folder=INBOX",
                "all of a folder with few", "folder=" + ManyRows.RARE_FOLDER,
                "all of a folder with old mails", "folder=" + ManyRows.OLD_FOLDER,
                "a folder", "mailbox=help&folder=Archive",
                "no folder", "folder=Nowhere");
        Map<String, String> times = Map.of(
                "", "",
                "before long ago", "&before=" + ManyRows.received(mails / 5),
                "after a recent time", "&after=" + ManyRows.received(mails - mails / 20),
                "within an hour",
                        "&after=" + ManyRows.received(mails / 2) + "&before=" + ManyRows.received(mails / 2 + 3600),
                "of a time without any", "&before=" + ManyRows.BEGIN.minusSeconds(1));
        places.forEach((place, where) -> {
            times.forEach((time, when) -> mails(joined(place, time), where + when));
            mails(joined(place, "with a common" + WORD), where + "&subject=order");
            mails(joined(place, "with a rare" + WORD), where + "&subject=nowhere");
            mails(joined(place, "from a frequent sender's" + WORD), where + "&from=C77@shop");
            mails(joined(place, "of a Message-ID"), where + "&messageId=<" + mails / 3 + "@example.org>");
            mails(joined(place, "of a Message-ID of a thousand"), where + "&messageId=" + ManyRows.TWINS);
        });
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + COMBINED + other;
    }

    private void mails(String name, String filters) {
        Map<String, String> values = new TreeMap<>();
        for (String filter : filters.split("&")) {
            if (!filter.isEmpty()) {
                values.put(filter.substring(0, filter.indexOf('=')), filter.substring(filter.indexOf('=') + 1));
            }
        }
        Mails all = new Mails(database);
        lists.put("mails: " + (name.isEmpty() ? "all" : name), cursor -> {
            MailPage page = all.search(new MailQuery(
                    Optional.ofNullable(values.get("mailbox")),
                    Optional.ofNullable(values.get("folder")),
                    Optional.ofNullable(values.get("after")).map(Instant::parse),
                    Optional.ofNullable(values.get("before")).map(Instant::parse),
                    Optional.ofNullable(values.get("messageId")),
                    Optional.ofNullable(values.get("from")),
                    Optional.ofNullable(values.get("subject")),
                    PAGE,
                    Optional.ofNullable((String) cursor)));
            requireOrder(page.items());
            return page.next().orElse(null);
        });
    }

    private static void requireOrder(List<ArchivedMail> items) {
        for (int i = 1; i < items.size(); i++) {
            assertThat(items.get(i).row()).isLessThan(items.get(i - 1).row());
        }
    }

    private void deliveries() {
        Deliveries deliveries = new Deliveries(database, null);
        for (DeliveryState state : DeliveryState.values()) {
            deliveries("deliveries: " + state, deliveries, Optional.of(state));
        }
        deliveries("deliveries: all", deliveries, Optional.empty());
    }

    private void deliveries(String name, Deliveries deliveries, Optional<DeliveryState> state) {
        lists.put(name, place -> {
            var page = deliveries.list(state, place == null ? Long.MAX_VALUE : (Long) place, PAGE + 1);
            return page.size() <= PAGE ? null : page.get(PAGE - 1).id();
        });
    }

    private void notifications() {
        Submissions submissions = new Submissions(database);
        for (String state : List.of("", "SENT", "FAILED", "UNCERTAIN")) {
            for (String recipient : List.of("", "ops@example.com", "c77@example.org")) {
                for (String sender : List.of("", "crm", "shop", ManyRows.FORMER)) {
                    var wanted = new SubmissionQuery(
                            unlessEmpty(state).map(RecipientState::valueOf),
                            unlessEmpty(recipient),
                            unlessEmpty(sender),
                            Optional.empty(),
                            PAGE);
                    String name = "notifications: "
                            + Stream.of(state, recipient, sender)
                                    .filter(word -> !word.isEmpty())
                                    .collect(Collectors.joining(COMBINED));
                    lists.put(name, place -> {
                        SubmissionPage page = submissions.list(new SubmissionQuery(
                                wanted.state(),
                                wanted.recipient(),
                                wanted.sender(),
                                Optional.ofNullable((SubmissionPlace) place),
                                PAGE));
                        return page.next().orElse(null);
                    });
                }
            }
        }
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}

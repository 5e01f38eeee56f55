package mailroom.mail;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One page of the mails of one Message-ID that meet the other conditions, the newest first. */
final class MessageIdListing {

    /** Mails with one Message-ID that are sorted. */
    private static final int TWINS_MAX = 1000;

    private final Handle handle;
    private final MailQuery query;

    MessageIdListing(Handle handle, MailQuery query) {
        this.handle = handle;
        this.query = query;
    }

    MailListing.Rows rows() {
        TreeSet<Long> found = new TreeSet<>(Collections.reverseOrder());
        spellings().forEach(spelled -> found.addAll(spelled(spelled)));
        List<Long> page = found.stream().limit(query.limit()).toList();
        return new MailListing.Rows(
                page,
                found.size() > page.size()
                        ? Optional.of(MailQuery.position(page.get(page.size() - 1)))
                        : Optional.empty());
    }

    /** As mails are found by it now, and as earlier versions wrote it. */
    private Set<String> spellings() {
        Set<String> keys = MessageIdKey.asked(query.messageId().orElseThrow());
        Set<String> spellings = new LinkedHashSet<>(keys);
        spellings.add("<" + keys.iterator().next() + ">");
        return spellings;
    }

    private List<Long> spelled(String messageId) {
        MailConditions conditions = new MailConditions(handle, query);
        String sql = "select d.mail_id from metadata d" + (query.hasTimes() ? " join mail m on m.id = d.mail_id" : "")
                + " where d.message_id = :messageId and d.mail_id < :below" + conditions.times("m.received_at")
                + query.from()
                        .map(any -> MailConditions.field("d.from_field", "from"))
                        .orElse("")
                + query.subject()
                        .map(any -> MailConditions.field("d.subject", "subject"))
                        .orElse("")
                + place() + " fetch first " + TWINS_MAX + " rows only";
        var rows = handle.createQuery(sql).bind("messageId", messageId).bind("below", query.below());
        conditions.bind(rows, sql);
        query.mailbox().ifPresent(mailbox -> rows.bind("mailbox", mailbox));
        query.folder().ifPresent(folder -> rows.bind("folder", folder));
        return rows.mapTo(Long.class).list();
    }

    private String place() {
        if (query.mailbox().isEmpty() && query.folder().isEmpty()) {
            return "";
        }
        return " and exists (select 1 from sighting s join folder f on f.id = s.folder_id where s.mail_id = d.mail_id"
                + query.mailbox().map(any -> " and f.mailbox = :mailbox").orElse("")
                + query.folder().map(any -> " and f.name = :folder").orElse("") + ")";
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.row;

import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that say what nobody asked for, more than anybody reads, or what the protocol has no word for. */
final class OddTalkRows {

    private static final LongPredicate NONE = uid -> false;

    private OddTalkRows() {}

    static Stream<OddRow> all() {
        return names().map(row -> row.secondly(OddTalkRows::anew));
    }

    private static void anew(OddRow row) {
        OddRow.late(row);
        row.server().hangUp();
    }

    private static Stream<OddRow> names() {
        return Stream.of(
                above32Bits("X9 UIDs above 32 bits"),
                above32Bits("X9 UIDs above 32 bits, with extensions").offering("CONDSTORE", "QRESYNC", "ESEARCH"),
                above32Bits("X9 UIDs above 32 bits, removed")
                        .then(new AfterArchive.Delete())
                        .leaving(NONE));
    }

    private static OddRow above32Bits(String sentence) {
        OddRow row = empty(sentence);
        row.inbox().skipTo(9_000_000_000L);
        return row.fill("INBOX", OddRow.MAILS);
    }
}

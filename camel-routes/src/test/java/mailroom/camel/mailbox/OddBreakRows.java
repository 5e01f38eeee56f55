package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.lateBelow;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRow.three;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.writes;
import static mailroom.camel.odd.When.listing;
import static mailroom.camel.odd.When.verb;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.camel.odd.When;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that end the connection at one kind of command, and of those whose lists leave out or misname what is there. */
final class OddBreakRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();
    private static final AfterArchive MOVE = new AfterArchive.Move("Done");
    private static final LongPredicate ALL = uid -> true;

    private OddBreakRows() {}

    static Stream<OddRow> all() {
        return Stream.concat(breaks(), lists());
    }

    private static Stream<OddRow> breaks() {
        return Stream.of(
                three("X6 hangs up at SELECT", hangsUp(verb("SELECT")))
                        .then(DELETE)
                        .leaving(ALL)
                        .secondly(OddRow::late),
                row("X6 hangs up at STORE", hangsUp(verb("UID STORE")))
                        .then(DELETE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X6 hangs up at MOVE", hangsUp(verb("UID MOVE"))).then(MOVE).secondly(OddRow::late),
                row("X6 asks for a pause at STORE", refuses(verb("UID STORE"), "NO [UNAVAILABLE] later"))
                        .then(DELETE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                lateBelow("X6 hangs up at SEARCH", hangsUp(verb("UID SEARCH"))),
                lateBelow("X6 hangs up at SEARCH, ESEARCH too", hangsUp(verb("UID SEARCH")))
                        .offering("ESEARCH"),
                row("X6 hangs up at a star", hangsUp(verb("UID FETCH").saying(":*")))
                        .secondly(OddRow::late),
                row("X6 hangs up at lists of sizes", hangsUp(verb("UID FETCH").saying("(UID RFC822.SIZE)")))
                        .secondly(OddRow::late),
                row("X6 hangs up at flags", hangsUp(verb("UID FETCH").saying("(UID FLAGS)")))
                        .secondly(OddRow::late),
                row("X6 refuses flags", refuses(verb("UID FETCH").saying("(UID FLAGS)"), "NO no flags"))
                        .secondly(OddRow::late));
    }

    private static Stream<OddRow> lists() {
        AtomicInteger lists = new AtomicInteger();
        When everySecond = verb("LIST").and((command, visit, answer) -> lists.incrementAndGet() % 2 == 0);
        return Stream.of(
                three("X7 LIST leaves out INBOX", says(verb("LIST"), line -> without("INBOX", line)))
                        .telling("folders-unlisted"),
                three("X7 INBOX is listed as one without mails", says(verb("LIST"), OddBreakRows::noselect)),
                three("X7 every second LIST leaves out Odd", says(everySecond, line -> without("Odd", line)))
                        .secondly(OddBreakRows::lateInOdd),
                numbered("X7 lists of mails name numbers for UIDs"));
    }

    private static String without(String folder, String line) {
        return line.contains("\"" + folder + "\"") ? "" : line;
    }

    private static String noselect(String line) {
        return line.contains("\"INBOX\"") ? line.replaceFirst("\\(.*?\\)", "(\\\\Noselect)") : line;
    }

    private static OddRow numbered(String sentence) {
        OddRow row = empty(
                sentence,
                writes(
                        listing(),
                        ALL,
                        line -> line.replaceFirst("\\* (\\d+) FETCH \\(UID \\d+", "* $1 FETCH (UID $1")));
        for (int i = 1; i <= OddRow.MAILS; i++) {
            row.inbox().put(1000 + 3L * i, row.mail("mail " + i));
        }
        return row;
    }

    private static void lateInOdd(OddRow row) {
        row.server().folder("Odd").append(row.mail("late in Odd"));
        row.server().hangUp();
    }
}

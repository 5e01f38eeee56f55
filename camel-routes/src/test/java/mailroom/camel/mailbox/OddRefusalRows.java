package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.odd.Oddities.answers;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.leavesOut;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.saysBye;
import static mailroom.camel.odd.When.opening;
import static mailroom.camel.odd.When.verb;

import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.When;

/** Rows of servers that refuse, or break the connection at, what they offer. */
final class OddRefusalRows {

    private OddRefusalRows() {}

    static Stream<OddRow> all() {
        return Stream.of(searches(), idles(), atTheBeginning(), folders()).flatMap(rows -> rows);
    }

    private static Stream<OddRow> searches() {
        return Stream.of(
                row("X1 ESEARCH is offered and refused", refuses(words("UID SEARCH", "RETURN"), "BAD what?"))
                        .offering("ESEARCH")
                        .secondly(OddRefusalRows::twoGoOneComes),
                row(
                                "X1 SEARCH is refused and FETCH leaves mails out",
                                refuses(verb("UID SEARCH"), "NO cannot"),
                                leavesOut(
                                        verb("UID FETCH").and((command, visit, answer) -> command.words()
                                                .endsWith("(UID)")),
                                        OddRows.uids(5L, 9L, 250L)))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 SEARCH is refused", refuses(verb("UID SEARCH"), "NO cannot"))
                        .secondly(OddRefusalRows::twoGoOneComes),
                row("X1 CHANGEDSINCE is refused", refuses(words("UID FETCH", "CHANGEDSINCE"), "BAD what?"))
                        .offering("CONDSTORE")
                        .secondly(row -> {
                            row.inbox().flag(4, "\\Seen");
                            twoGoOneComes(row);
                            row.server().hangUp();
                        }));
    }

    private static void twoGoOneComes(OddRow row) {
        row.inbox().remove(7);
        row.inbox().remove(299);
        row.inbox().append(row.mail("new"));
    }

    private static void oneComes(OddRow row) {
        row.inbox().append(row.mail("new"));
    }

    private static Stream<OddRow> idles() {
        return Stream.of(
                row("X1 IDLE is refused with NO", refuses(verb("IDLE"), "NO not now"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 IDLE is refused with a limit", refuses(verb("IDLE"), "NO [LIMIT] too many"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 IDLE ends with OK at once", answers(verb("IDLE"), "", "OK done"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 IDLE begins and ends at once", answers(verb("IDLE"), "+ idling\r\n", "OK done"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 IDLE begins and is refused", answers(verb("IDLE"), "+ idling\r\n", "NO enough"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 IDLE tells of news each time", answers(verb("IDLE"), "+ idling\r\n* 300 EXISTS\r\n", "OK done"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 BYE at IDLE", saysBye(verb("IDLE"), "idle for too long"))
                        .secondly(OddRefusalRows::oneComes),
                row("X1 hangs up at IDLE", hangsUp(verb("IDLE"))).secondly(OddRefusalRows::oneComes));
    }

    private static Stream<OddRow> atTheBeginning() {
        return Stream.of(
                row("X1 hangs up at ID", hangsUp(verb("ID"))).offering("ID"),
                row("X1 AUTHENTICATE is refused", refuses(verb("AUTHENTICATE"), "BAD unknown mechanism")),
                row("X1 AUTHENTICATE cannot", refuses(verb("AUTHENTICATE"), "NO [CANNOT] it is switched off")),
                row("X1 BYE at ID", saysBye(verb("ID"), "who?")).offering("ID"),
                three("X1 hangs up at ENABLE", hangsUp(verb("ENABLE"))).offering("UIDONLY"),
                three("X1 ENABLE is refused", refuses(verb("ENABLE"), "BAD what?"))
                        .offering("CONDSTORE", "QRESYNC"),
                three("X1 hangs up at NOTIFY", hangsUp(verb("NOTIFY"))).offering("NOTIFY"),
                three("X1 NOTIFY is refused", refuses(verb("NOTIFY"), "NO no")).offering("NOTIFY"));
    }

    private static Stream<OddRow> folders() {
        return Stream.of(
                three("X1 LIST RETURN is refused", refuses(words("LIST", "RETURN (SPECIAL"), "BAD what?"))
                        .offering("SPECIAL-USE", "LIST-EXTENDED"),
                three("X1 LIST-STATUS is refused", refuses(words("LIST", "RETURN (STATUS"), "BAD what?"))
                        .offering("LIST-STATUS"),
                three("X1 LIST-STATUS tells nothing", statusOfLists("")).offering("LIST-STATUS"),
                three("X1 STATUS is refused", refuses(verb("STATUS"), "BAD no")),
                three("X1 STATUS of one is in use", refuses(words("STATUS", "Odd"), "NO [INUSE] someone has it")),
                three("X1 STATUS tells nothing", says(verb("STATUS"), text -> "")),
                three("X1 EXAMINE with CONDSTORE is refused", refuses(words("EXAMINE", "(CONDSTORE)"), "BAD what?"))
                        .offering("CONDSTORE"),
                three("X1 EXAMINE with QRESYNC is refused", refuses(words("EXAMINE", "(QRESYNC"), "BAD what?"))
                        .offering("CONDSTORE", "QRESYNC"),
                one("X1 hangs up at EXAMINE with QRESYNC", hangsUp(words("EXAMINE", "(QRESYNC")))
                        .offering("CONDSTORE", "QRESYNC"),
                one("X1 hangs up at CHANGEDSINCE", hangsUp(words("UID FETCH", "CHANGEDSINCE")))
                        .offering("CONDSTORE"),
                three(
                                "X1 LIST-STATUS is not available",
                                refuses(words("LIST", "RETURN (STATUS"), "NO [UNAVAILABLE] one backend is away"))
                        .offering("LIST-STATUS"),
                one("X1 CAPABILITY is refused after the login", refuses(verb("CAPABILITY"), "BAD not now")),
                one("X1 CAPABILITY tells nothing", says(verb("CAPABILITY"), text -> "")),
                three("X1 no HIGHESTMODSEQ", says(opening(), text -> text.replaceAll("HIGHESTMODSEQ \\d+", "NOMODSEQ")))
                        .offering("CONDSTORE", "QRESYNC"));
    }

    private static Behaviour statusOfLists(String otherwise) {
        return says(words("LIST", "RETURN (STATUS"), text -> text.startsWith("* STATUS") ? otherwise : text);
    }

    private static When words(String verb, String part) {
        return verb(verb).and((command, visit, answer) -> command.words().contains(part));
    }

    private static OddRow one(String sentence, Behaviour behaviour) {
        return row(sentence, behaviour).secondly(row -> {
            row.inbox().flag(4, "\\Seen");
            oneComes(row);
            row.server().hangUp();
        });
    }

    /** Each with a second act in the folders that are not idled on, and over a new connection. */
    private static OddRow three(String sentence, Behaviour... behaviours) {
        return OddRow.three(sentence, behaviours).secondly(row -> {
            row.server().folder("Odd").append(row.mail("new in Odd"));
            row.server().folder("Third").remove(3);
            oneComes(row);
            row.server().hangUp();
        });
    }
}

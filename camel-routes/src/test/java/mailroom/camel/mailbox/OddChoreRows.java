package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.late;
import static mailroom.camel.mailbox.OddRow.lateBelow;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRow.three;
import static mailroom.camel.mailbox.OddRows.uids;
import static mailroom.camel.odd.Oddities.answers;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.lacks;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.PartOddities.refusesToDo;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.verb;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Visit;
import mailroom.camel.odd.When;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that refuse, or break the connection at, or never answer what is asked beside the mails themselves. */
final class OddChoreRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();
    private static final AfterArchive MOVE = new AfterArchive.Move("Done");
    private static final LongPredicate NONE = uid -> false;
    private static final LongPredicate ALL = uid -> true;
    private static final Duration SLOW = Duration.ofMinutes(4);
    private static final String LATER = "NO [UNAVAILABLE] a backend is away";

    private OddChoreRows() {}

    static Stream<OddRow> all() {
        return Stream.of(removals(), openedAgain(), facts(), headers(), lists(), waits(), together())
                .flatMap(rows -> rows);
    }

    /** Never answers. */
    private static Behaviour silentAt(When when) {
        return answers(when, "", "");
    }

    private static Stream<OddRow> removals() {
        return Stream.of(
                row("X8 hangs up at EXPUNGE", hangsUp(verb("UID EXPUNGE")))
                        .then(DELETE)
                        .secondly(OddRow::late),
                row("X8 EXPUNGE is refused", refusesToDo("UID EXPUNGE", set -> true, "NO [NOPERM] no right"))
                        .then(DELETE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X8 EXPUNGE is not available", refusesToDo("UID EXPUNGE", set -> true, LATER))
                        .then(DELETE)
                        .leaving(ALL)
                        .secondly(OddRow::late),
                row("X8 EXPUNGE never ends", silentAt(verb("UID EXPUNGE")))
                        .then(DELETE)
                        .within(SLOW)
                        .secondly(OddRow::late),
                row("X8 hangs up at COPY", lacks("MOVE"), hangsUp(verb("UID COPY")))
                        .fill("Done", 1)
                        .then(MOVE)
                        .leaving(NONE)
                        .secondly(OddRow::late),
                row(
                                "X8 hangs up instead of COPY",
                                lacks("MOVE"),
                                refusesToDo("UID COPY", set -> true, "NO never said"),
                                hangsUp(verb("UID COPY")))
                        .fill("Done", 1)
                        .then(MOVE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X8 hangs up at EXPUNGE after COPY", lacks("MOVE"), hangsUp(verb("UID EXPUNGE")))
                        .then(MOVE)
                        .leaving(NONE)
                        .secondly(OddRow::late),
                row("X8 COPY is refused", lacks("MOVE"), refusesToDo("UID COPY", set -> true, "NO [OVERQUOTA] full"))
                        .fill("Done", 1)
                        .then(MOVE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddChoreRows::lateAnew),
                row(
                                "X8 CREATE is refused",
                                hidesInLists("Done"),
                                refuses(verb("CREATE"), "NO [LIMIT] too many folders"))
                        .then(MOVE)
                        .without("Done")
                        .leaving(ALL)
                        .secondly(OddRow::late),
                row("X8 hangs up at CREATE", hidesInLists("Done"), hangsUp(verb("CREATE")))
                        .then(MOVE)
                        .without("Done")
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X8 hangs up at MYRIGHTS", hangsUp(verb("MYRIGHTS")))
                        .offering("ACL")
                        .then(DELETE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X8 MYRIGHTS is not available", refuses(verb("MYRIGHTS"), LATER))
                        .offering("ACL")
                        .then(DELETE)
                        .leaving(NONE)
                        .secondly(OddRow::late),
                row("X8 MYRIGHTS is never answered", silentAt(verb("MYRIGHTS")))
                        .offering("ACL")
                        .then(DELETE)
                        .within(SLOW)
                        .leaving(ALL)
                        .secondly(OddRow::late),
                row("X8 the look behind a removal is refused", refuses(asksFor("(UID)"), "NO no lists"))
                        .then(DELETE)
                        .secondly(OddRow::late));
    }

    private static Behaviour hidesInLists(String folder) {
        return says(verb("LIST"), line -> line.contains("\"" + folder + "\"") ? "" : line);
    }

    private static When asksFor(String items) {
        return verb("UID FETCH").and((command, visit, answer) -> command.words().endsWith(items));
    }

    private static Stream<OddRow> openedAgain() {
        return Stream.of(
                row("X8 EXAMINE after SELECT is refused", refuses(afterSelect(), "NO it is open"))
                        .then(DELETE)
                        .secondly(OddRow::late),
                row(
                                "X8 EXAMINE after SELECT is refused once",
                                refuses(afterSelect().times(1), "NO not now"))
                        .then(DELETE)
                        .leaving(NONE)
                        .secondly(OddRow::late),
                row("X8 EXAMINE after SELECT is in use", refuses(afterSelect(), "NO [INUSE] it is open"))
                        .then(DELETE)
                        .secondly(OddRow::late),
                row("X8 hangs up at EXAMINE after SELECT", hangsUp(afterSelect()))
                        .then(DELETE)
                        .leaving(NONE)
                        .secondly(OddRow::late));
    }

    private static When afterSelect() {
        Set<Visit> selected = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        return (command, visit, answer) -> {
            if (command.verb().equals("SELECT")) {
                selected.add(visit);
            }
            return command.verb().equals("EXAMINE") && selected.contains(visit);
        };
    }

    private static final String FACTS = "(UID FLAGS INTERNALDATE RFC822.SIZE)";

    private static Stream<OddRow> facts() {
        return Stream.of(
                anew("X8 facts are refused", refuses(asksFor(FACTS), "NO no facts")),
                anew("X8 facts are BAD", refuses(asksFor(FACTS), "BAD no facts"))
                        .then(DELETE),
                anew("X8 facts are not available", refuses(asksFor(FACTS), LATER)),
                anew("X8 hangs up at facts", hangsUp(asksFor(FACTS))),
                anew("X8 hangs up at facts, QRESYNC too", hangsUp(asksFor(FACTS)))
                        .offering("CONDSTORE", "QRESYNC", "ESEARCH"),
                anew("X8 hangs up at facts, to be deleted", hangsUp(asksFor(FACTS)))
                        .then(DELETE),
                lateBelow("X8 hangs up at facts at the comparison", hangsUp(asksFor(FACTS))),
                lateBelow("X8 facts are refused at the comparison", refuses(asksFor(FACTS), "NO no facts")));
    }

    private static Stream<OddRow> headers() {
        When headers = verb("UID FETCH").saying("BODY.PEEK[HEADER");
        return Stream.of(
                renumbered("X8 headers are refused", refuses(headers, "NO no headers")),
                renumbered("X8 headers are not available", refuses(headers, LATER)),
                renumbered("X8 hangs up at headers", hangsUp(headers)));
    }

    private static OddRow renumbered(String sentence, Behaviour behaviour) {
        return row(sentence, behaviour).secondly(row -> {
            row.inbox().uidValidity(77_777);
            lateAnew(row);
        });
    }

    private static Stream<OddRow> lists() {
        return Stream.of(
                three("X8 hangs up at STATUS", hangsUp(verb("STATUS"))).secondly(OddChoreRows::lateInAll),
                three("X8 STATUS is never answered", silentAt(verb("STATUS")))
                        .within(SLOW)
                        .secondly(OddChoreRows::lateInAll),
                three("X8 STATUS is not available", refuses(verb("STATUS"), LATER))
                        .secondly(OddChoreRows::lateInAll),
                three(
                                "X8 LIST leaves out INBOX and STATUS is refused",
                                hidesInLists("INBOX"),
                                refuses(verb("STATUS"), "BAD no"))
                        .secondly(OddChoreRows::lateInAll),
                three("X8 LIST leaves out INBOX and hangs up at STATUS", hidesInLists("INBOX"), hangsUp(verb("STATUS")))
                        .secondly(OddChoreRows::lateInAll),
                three("X8 LIST leaves out a folder whose STATUS is not available")
                        .secondly(row -> {
                            row.with(hidesInLists("Odd"));
                            row.with(refuses(verb("STATUS").saying("\"Odd\""), LATER));
                            lateAnew(row);
                        }),
                three("X8 hangs up at the STATUS of a folder that LIST leaves out")
                        .secondly(row -> {
                            row.with(hidesInLists("Odd"));
                            row.with(hangsUp(verb("STATUS").saying("\"Odd\"")));
                            lateAnew(row);
                        }),
                three("X8 LIST leaves out INBOX later").secondly(row -> {
                    row.with(hidesInLists("INBOX"));
                    lateAnew(row);
                }),
                three("X8 every second LIST is refused", refuses(verb("LIST").each(2), "NO not now"))
                        .secondly(OddChoreRows::lateInAll),
                three("X8 hangs up at every second LIST", hangsUp(verb("LIST").each(2)))
                        .secondly(OddChoreRows::lateInAll));
    }

    private static Stream<OddRow> waits() {
        return Stream.of(
                row("X8 hangs up at NOOP", lacks("IDLE"), hangsUp(verb("NOOP"))).secondly(OddRow::late),
                row("X8 NOOP is refused", lacks("IDLE"), refuses(verb("NOOP"), "BAD no"))
                        .secondly(OddRow::late),
                row("X8 NOOP is not available", lacks("IDLE"), refuses(verb("NOOP"), LATER))
                        .secondly(OddRow::late),
                row("X8 NOOP is never answered", lacks("IDLE"), silentAt(verb("NOOP")))
                        .within(SLOW)
                        .secondly(OddRow::late));
    }

    private static Stream<OddRow> together() {
        return Stream.of(
                row(
                                "X8 hangs up at SEARCH and STORE",
                                hangsUp(verb("UID SEARCH").or(verb("UID STORE"))))
                        .then(DELETE)
                        .leaving(ALL)
                        .secondly(OddRow::late),
                row(
                                "X8 hangs up at flags and STORE",
                                hangsUp(asksFor("(UID FLAGS)").or(verb("UID STORE"))))
                        .then(DELETE)
                        .leaving(ALL)
                        .secondly(OddRow::late),
                anew(
                                "X8 hangs up at CHANGEDSINCE and flags",
                                hangsUp(verb("UID FETCH").saying("(UID FLAGS)")))
                        .offering("CONDSTORE", "ESEARCH"),
                anew(
                                "X8 QRESYNC, ESEARCH and flags are refused",
                                refuses(verb("UID FETCH").saying("(UID FLAGS)"), "NO no flags"),
                                refuses(verb("UID SEARCH").saying("RETURN"), "BAD no"))
                        .offering("CONDSTORE", "QRESYNC", "ESEARCH"),
                row(
                                "X8 one mail is owed and the server numbers the folder anew",
                                refuses(bodies().of(uids(1L)), "NO broken"))
                        .owing(uids(1L), "broken")
                        .secondly(row -> {
                            row.inbox().uidValidity(88_888);
                            lateAnew(row);
                        }));
    }

    private static OddRow anew(String sentence, Behaviour... behaviours) {
        return row(sentence, behaviours).secondly(OddChoreRows::lateAnew);
    }

    private static void lateAnew(OddRow row) {
        late(row);
        row.server().hangUp();
    }

    private static void lateInAll(OddRow row) {
        row.server().folder("Odd").append(row.mail("late in Odd"));
        row.server().folder("Third").append(row.mail("late in Third"));
        late(row);
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRows.uids;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.writes;
import static mailroom.camel.odd.PartOddities.saysFirst;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.looking;
import static mailroom.camel.odd.When.verb;

import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that say what nobody asked for, more than anybody reads, or what the protocol has no word for. */
final class OddTalkRows {

    private static final String LONG_WORD = "x".repeat(1_000_000);
    private static final String PREVIEW = "PREVIEW \"" + LONG_WORD + "\"";
    private static final LongPredicate ONE = uids(60L);
    private static final LongPredicate NONE = uid -> false;

    private OddTalkRows() {}

    static Stream<OddRow> all() {
        return Stream.of(lines(), ends(), names()).flatMap(rows -> rows).map(row -> row.secondly(OddTalkRows::anew));
    }

    private static void anew(OddRow row) {
        OddRow.late(row);
        row.server().hangUp();
    }

    private static Stream<OddRow> lines() {
        return Stream.of(
                row("S23 a line of a megabyte", saysFirst(verb("UID FETCH"), "* OK " + LONG_WORD)),
                row("S23 a code of a megabyte", saysFirst(verb("EXAMINE"), "* OK [" + LONG_WORD + "] so")),
                row("S23 a megabyte of no IMAP", saysFirst(bodies(), LONG_WORD)),
                row("S23 another's preview of a megabyte", saysFirst(bodies(), "* 9 FETCH (" + PREVIEW + ")")),
                row(
                        "S23 a preview of a megabyte for one mail",
                        writes(
                                verb("UID FETCH"),
                                ONE,
                                text -> text.replaceFirst(" FETCH \\(", " FETCH (" + PREVIEW + " "))),
                row("S23 a megabyte in the end", refuses(bodies().of(uids(13L)), "NO " + LONG_WORD))
                        .owing(uids(13L), LONG_WORD.substring(0, 100)));
    }

    private static Stream<OddRow> ends() {
        return Stream.of(
                row("X10 BYE before bodies, and they come", saysFirst(bodies().each(2), "* BYE maybe")),
                row(
                        "X10 BYE before everything, and it comes",
                        saysFirst(looking().or(bodies()), "* BYE [ALERT] soon")),
                row("S6 neither OK nor NO", refuses(bodies().of(uids(13L)), "MAYBE later"))
                        .owing(uids(13L), "later"),
                row("S6 no word at all", refuses(bodies().of(uids(13L)), " ")).owing(uids(13L), "neither OK"));
    }

    private static Stream<OddRow> names() {
        return Stream.of(
                above32Bits("X9 UIDs above 32 bits"),
                above32Bits("X9 UIDs above 32 bits, with extensions").offering("CONDSTORE", "QRESYNC", "ESEARCH"),
                above32Bits("X9 UIDs above 32 bits, removed")
                        .then(new AfterArchive.Delete())
                        .leaving(NONE),
                row("X3 the inbox in small letters", says(verb("LIST"), text -> text.replace("INBOX", "inbox")))
                        .fill("Odd", 20));
    }

    private static OddRow above32Bits(String sentence) {
        OddRow row = empty(sentence);
        row.inbox().skipTo(9_000_000_000L);
        return row.fill("INBOX", OddRow.MAILS);
    }
}

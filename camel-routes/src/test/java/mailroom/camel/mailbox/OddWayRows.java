package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRows.uids;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.leavesOut;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.sizes;
import static mailroom.camel.odd.Oddities.stallsAt;
import static mailroom.camel.odd.Oddities.writes;
import static mailroom.camel.odd.PartOddities.hangsUpAbove;
import static mailroom.camel.odd.PartOddities.piecesOf;
import static mailroom.camel.odd.PartOddities.sendsNil;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.listing;
import static mailroom.camel.odd.When.pieces;
import static mailroom.camel.odd.When.verb;
import static mailroom.camel.odd.When.wholes;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.PartOddities;
import mailroom.camel.odd.When;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that give a mail, or tell the truth of it, in one way of asking only. */
final class OddWayRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();
    private static final LongPredicate NONE = uid -> false;
    private static final LongPredicate SOME = uids(7L, 8L, 200L);

    private OddWayRows() {}

    static Stream<OddRow> all() {
        return Stream.of(ways(), lies(), bodiesTwice()).flatMap(rows -> rows);
    }

    private static Stream<OddRow> ways() {
        return Stream.of(
                row("X4 wholes are refused", refuses(wholes().of(SOME), "NO FETCH failed")),
                row("X4 wholes are left out", leavesOut(wholes(), SOME)),
                row("X4 wholes are NIL", sendsNil(wholes(), SOME)).then(DELETE).leaving(NONE),
                row(
                        "X4 wholes and pieces are refused",
                        refuses(wholes().or(pieces()).of(SOME), "NO cannot read it")),
                row("X4 dates are refused", refuses(asksFor("INTERNALDATE"), "BAD no dates")),
                row("X4 sizes are refused", refuses(asksFor("RFC822.SIZE"), "NO no sizes")),
                row("X4 hangs up at a whole", hangsUp(wholes().of(uids(7L)))),
                row("X4 a whole never comes", stallsAt(wholes(), uids(3L), Duration.ofMinutes(10))),
                large("X4 hangs up above a MiB", piecesOf(1 << 19), hangsUpAbove(1 << 20)),
                row(
                                "X4 wholes are short and pieces are refused",
                                PartOddities.wholes(SOME, whole -> Arrays.copyOf(whole, whole.length - 30)),
                                refuses(pieces().of(SOME), "BAD no pieces"))
                        .then(DELETE)
                        .leaving(NONE));
    }

    private static When asksFor(String item) {
        return verb("UID FETCH").saying(item);
    }

    private static OddRow large(String sentence, Behaviour... behaviours) {
        OddRow row = empty(sentence, behaviours).fill("INBOX", OddRow.MAILS - 1);
        row.inbox().append(TestMails.mail("large at " + row.server().port(), 3_000_000));
        return row;
    }

    private static Stream<OddRow> lies() {
        return Stream.of(
                row(
                                "S19 sizes of 0 and three short bodies",
                                sizes(mail -> 0),
                                PartOddities.wholes(uids(7L, 150L, 299L), whole -> Arrays.copyOf(whole, 100)))
                        .then(DELETE),
                row("S19 sizes of 0 and one empty body", sizes(mail -> 0), emptyAt(30L))
                        .then(DELETE),
                row(
                                "S19 one size of 0 and its body empty",
                                sizes(mail -> mail.uid() == 30 ? 0 : mail.bytes().length),
                                emptyAt(30L))
                        .then(DELETE),
                row(
                                "S19 bodies and pieces are short, sizes right",
                                PartOddities.bodies(uids(5L, 200L), whole -> Arrays.copyOf(whole, 100)))
                        .then(DELETE)
                        .leaving(NONE),
                row(
                                "S19 sizes three times too big and three short bodies",
                                sizes(mail -> 3L * mail.bytes().length),
                                PartOddities.wholes(uids(1L, 200L, 299L), whole -> Arrays.copyOf(whole, 100)))
                        .then(DELETE),
                row(
                        "S19 sizes of 29 bytes more and two long bodies",
                        sizes(mail -> mail.bytes().length + 29L),
                        PartOddities.wholes(uids(9L, 250L), whole -> Arrays.copyOf(whole, whole.length + 50))));
    }

    private static Stream<OddRow> bodiesTwice() {
        LongPredicate one = uids(5L);
        return Stream.of(
                row("S19 each answer comes twice", says(verb("UID FETCH"), text -> text + text))
                        .then(DELETE)
                        .leaving(NONE),
                row("S19 two bodies in one answer, the first wrong", writes(wholes(), one, text -> other(text) + text))
                        .then(DELETE)
                        .leaving(NONE),
                row("S19 two bodies in one answer, the last wrong", writes(wholes(), one, text -> text + other(text)))
                        .then(DELETE)
                        .leaving(NONE),
                row(
                                "S19 two bodies in each answer, whatever the way",
                                writes(bodies(), one, text -> other(text) + text))
                        .then(DELETE)
                        .leaving(one)
                        .owing(one, "two different bodies"),
                row(
                                "S19 one mail listed twice, in two sizes",
                                writes(
                                        listing(),
                                        uids(9L),
                                        text -> text + text.replaceFirst("RFC822.SIZE \\d+", "RFC822.SIZE 12345")))
                        .then(DELETE)
                        .leaving(uids(9L)));
    }

    /** As long, and with other words. */
    private static String other(String response) {
        int body = response.indexOf("}\r\n") + 3;
        return response.substring(0, body) + response.substring(body).replace('a', 'z');
    }

    private static Behaviour emptyAt(long uid) {
        return PartOddities.wholes(uids(uid), whole -> new byte[0]);
    }
}

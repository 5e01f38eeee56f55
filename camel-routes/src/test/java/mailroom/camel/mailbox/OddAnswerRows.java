package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRows.uids;
import static mailroom.camel.odd.Oddities.dates;
import static mailroom.camel.odd.Oddities.messageLimit;
import static mailroom.camel.odd.Oddities.pieces;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.sizes;
import static mailroom.camel.odd.Oddities.stallsForEachMail;
import static mailroom.camel.odd.Oddities.uidOnly;
import static mailroom.camel.odd.Oddities.wholeBodies;
import static mailroom.camel.odd.Oddities.writes;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.opening;
import static mailroom.camel.odd.When.verb;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Behaviour.Numbers;
import mailroom.camel.odd.Behaviour.Piece;
import mailroom.camel.odd.Oddities;
import mailroom.camel.odd.When;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers whose bodies, grammar or limits are odd. */
final class OddAnswerRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();
    private static final Duration SLOW = Duration.ofMinutes(4);
    private static final int PIECE = 8 * 1024 * 1024;

    private OddAnswerRows() {}

    static Stream<OddRow> all() {
        return Stream.of(bodiesOnly(), grammar(), numbers(), lists(), limits()).flatMap(rows -> rows);
    }

    private static Stream<OddRow> bodiesOnly() {
        return Stream.of(
                large(
                                "S19 each piece is the first",
                                pieces((whole, piece) -> new Piece(0, Arrays.copyOf(whole, piece.bytes().length))))
                        .then(DELETE),
                large(
                                "S19 each piece is the first and names no origin",
                                pieces((whole, piece) -> new Piece(-1, Arrays.copyOf(whole, piece.bytes().length))))
                        .then(DELETE),
                large(
                                "S19 each piece is the first and claims to be the one asked for",
                                pieces((whole, piece) ->
                                        new Piece(piece.origin(), Arrays.copyOf(whole, piece.bytes().length))))
                        .then(DELETE),
                row("S19 one empty body", wholeBodies(uids(30L), whole -> new byte[0]))
                        .then(DELETE),
                row("S19 three short bodies", wholeBodies(uids(1L, 2L, 299L), whole -> Arrays.copyOf(whole, 100)))
                        .then(DELETE),
                large("S26 a MiB where eight were asked for", pieces((whole, piece) -> cut(piece, 1 << 20))),
                large("S26 the whole mail for a piece", pieces((whole, piece) -> new Piece(-1, whole))));
    }

    private static Piece cut(Piece piece, int most) {
        return new Piece(piece.origin(), Arrays.copyOf(piece.bytes(), Math.min(most, piece.bytes().length)));
    }

    private static OddRow large(String sentence, Behaviour behaviour) {
        OddRow row = empty(sentence, behaviour).fill("INBOX", OddRow.MAILS - 1);
        byte[] bytes = TestMails.large(PIECE + 1_234_567);
        byte[] head = row.mail("large");
        System.arraycopy(head, 0, bytes, 0, head.length);
        Arrays.fill(bytes, PIECE, bytes.length - 2, (byte) 'x');
        row.inbox().append(bytes);
        return row;
    }

    private static Stream<OddRow> grammar() {
        return Stream.of(
                row(
                        "S23 two blanks between items",
                        writes(verb("UID FETCH"), uid -> true, text -> head(text, " FLAGS ", "  FLAGS  "))),
                row(
                        "S23 an empty line between answers",
                        writes(verb("UID FETCH"), uids(4L, 200L), text -> text + "\r\n")),
                row(
                        "S23 a keyword with brackets",
                        writes(verb("UID FETCH"), uids(8L), text -> head(text, "FLAGS (", "FLAGS ($a[b] [x ]y"))),
                row(
                                "S23 an absurd literal",
                                writes(
                                        bodies(),
                                        uids(60L),
                                        text -> text.replaceFirst("\\{\\d+}", "{99999999999999999999}")))
                        .owing(uids(60L), "literal"),
                row("S23 no date", dates(uid -> uid % 2 == 0, "")),
                row("S23 NIL for a date", dates(uid -> uid > 290, "NIL")),
                row("S23 one digit of a day", dates(uid -> true, "\"5-Nov-2026 10:11:12 +0000\"")),
                row("S23 a zone by name", dates(uids(1L, 300L), "\"05-Nov-2026 10:11:12 GMT\"")));
    }

    private static String head(String text, String from, String to) {
        int at = text.indexOf(from);
        return at < 0 ? text : text.substring(0, at) + to + text.substring(at + from.length());
    }

    private static Stream<OddRow> numbers() {
        return Stream.of(
                row("X2 no EXISTS", says(opening(), text -> text.contains("EXISTS") ? "" : text)),
                row("X2 EXISTS 0", exists(0)),
                row("X2 EXISTS far too high", exists(4_294_967_295L)),
                row("S1 one of 4 GiB", sizes(mail -> mail.uid() == 9 ? 4_294_967_295L : mail.bytes().length))
                        .telling("size-differs"),
                row("S1 one of 100 MB", sizes(mail -> mail.uid() == 100 ? 100_000_000L : mail.bytes().length))
                        .telling("size-differs"),
                row("S1 all of 10 MB", sizes(mail -> 10_000_000L)).telling("size-differs"),
                row("S1 one of 20 digits", otherSize(uids(9L), "18446744073709551615")),
                row("S1 minus one", otherSize(uid -> true, "-1")));
    }

    private static Behaviour exists(long lie) {
        return Oddities.numbers(
                "INBOX", real -> new Numbers(lie, real.uidValidity(), real.uidNext(), real.highestModSeq()));
    }

    private static Behaviour otherSize(LongPredicate uids, String size) {
        return writes(verb("UID FETCH"), uids, text -> text.replaceFirst("RFC822.SIZE \\d+", "RFC822.SIZE " + size));
    }

    private static Stream<OddRow> lists() {
        return Stream.of(
                two(
                        "X3 attributes with brackets and quotes",
                        text -> text.replace("LIST ()", "LIST (\\A \\[B] \"C\")")),
                two("X3 NIL for attributes and separator", text -> text.replace("LIST () \"/\"", "LIST NIL NIL")),
                two("X3 each folder twice", text -> text + text),
                two("X3 lines that are cut", text -> text + "* LIST (\\A\r\n* LIST () \"/\"\r\n")
                        .telling("folders-unlisted"),
                row("X3 LIST tells nothing", says(verb("LIST"), text -> "")).telling("folders-unlisted"));
    }

    private static OddRow two(String sentence, UnaryOperator<String> otherwise) {
        return empty(sentence, says(verb("LIST"), otherwise)).fill("INBOX", 150).fill("Odd", 150);
    }

    private static Stream<OddRow> limits() {
        return Stream.of(
                row(
                                "S13 half a second for each size",
                                stallsForEachMail(verb("UID FETCH").and(asksForSizes()), Duration.ofMillis(500)))
                        .within(SLOW),
                row(
                                "S13 a quarter of a second for each size",
                                stallsForEachMail(
                                        verb("UID FETCH").and(asksForSizes()).ofMoreThan(3), Duration.ofMillis(250)))
                        .within(SLOW),
                row("S15 UIDONLY shows the rest", uidOnly(100), messageLimit(70)),
                row("S25 a limit without UIDONLY", messageLimit(90)),
                row("S25 half is shown", uidOnly(150), messageLimit(150)),
                row("S23 another's answer between", says(verb("UID FETCH"), text -> text + "* OK still here\r\n")));
    }

    private static When asksForSizes() {
        return (command, visit, answer) ->
                command.isListing() && command.words().contains("RFC822.SIZE");
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.gapped;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.odd.Oddities.breaksOff;
import static mailroom.camel.odd.Oddities.breaksOffWithin;
import static mailroom.camel.odd.Oddities.esearch;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.hides;
import static mailroom.camel.odd.Oddities.leavesOut;
import static mailroom.camel.odd.Oddities.numbers;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.reorders;
import static mailroom.camel.odd.Oddities.saysBye;
import static mailroom.camel.odd.Oddities.sizes;
import static mailroom.camel.odd.Oddities.stallsAt;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.listing;
import static mailroom.camel.odd.When.opening;
import static mailroom.camel.odd.When.verb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Behaviour.Numbers;
import mailroom.camel.odd.Command;
import mailroom.camel.odd.When;
import mailroom.settings.MailboxSettings.AfterArchive;

/** The kinds of servers that users of other mail programs met, each with two or more values. */
final class OddRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();

    private OddRows() {}

    static List<OddRow> all() {
        return Stream.of(
                        sizesAndRefusals(),
                        breaks(),
                        folders(),
                        late(),
                        OddAnswerRows.all(),
                        OddRefusalRows.all(),
                        OddWayRows.all(),
                        OddBreakRows.all(),
                        OddChoreRows.all(),
                        OddRemovalRows.all(),
                        OddTalkRows.all())
                .flatMap(rows -> rows)
                .toList();
    }

    static LongPredicate uids(Long... uids) {
        return Set.of(uids)::contains;
    }

    private static When unidentified() {
        return (command, visit, answer) -> !visit.isIdentified();
    }

    private static Stream<OddRow> sizesAndRefusals() {
        return Stream.of(
                row("S1 sizes three times too big", sizes(mail -> 3L * mail.bytes().length))
                        .telling("size-differs"),
                row("S1 sizes of 29 bytes more", sizes(mail -> mail.bytes().length + 29L))
                        .telling("size-differs"),
                row(
                                "S1 sizes of one byte more, one less and right ones in turn",
                                sizes(mail -> mail.bytes().length + mail.uid() % 3 - 1))
                        .telling("size-differs"),
                row("S1 sizes of a third", sizes(mail -> mail.bytes().length / 3L))
                        .telling("size-differs"),
                row("S1 sizes of 0", sizes(mail -> 0)).telling("size-differs"),
                row("S2 EXAMINE before ID", refuses(opening().and(unidentified()), "NO EXAMINE Unsafe Login."))
                        .offering("ID"),
                row(
                                "S2 LIST and EXAMINE before ID",
                                refuses(opening().and(unidentified()), "BAD Unsafe Login, please contact us"),
                                refuses(verb("STATUS").and(unidentified()), "NO Unsafe Login"))
                        .offering("ID"),
                row("S5 two never", refuses(bodies().of(uids(7L, 100L)), "NO [UNAVAILABLE] the store is damaged"))
                        .owing(uids(7L, 100L), "the store is damaged"),
                row("S5 every third command", refuses(bodies().each(3).times(8), "NO [UNAVAILABLE] try later")),
                row("S6 NO", refuses(bodies().of(uids(13L)), "NO FETCH failed")).owing(uids(13L), "FETCH failed"),
                row("S6 BAD", refuses(bodies().of(uids(1L, 150L, 300L)), "BAD internal error 77"))
                        .owing(uids(1L, 150L, 300L), "internal error 77"),
                row("S6 a listing", refuses(listing().of(uids(40L)), "NO cannot list that")),
                row("S7 no line, always", leavesOut(bodies(), uids(5L, 6L)))
                        .owing(uids(5L, 6L), "lists the mail and does not send it"),
                row("S7 no line, twice", leavesOut(bodies().times(2), uid -> uid % 50 == 0)),
                row("S7 not listed", leavesOut(listing(), uids(9L, 200L))),
                sparse(
                        "S8 more than a hundred characters",
                        refuses(bodies().longerThan(100), "BAD Command Argument Error. 12")),
                sparse("S8 more than 60 mails", refuses(bodies().ofMoreThan(60), "BAD Command Argument Error. 10")),
                sparse("S8 more than 220 characters", refuses(verb("UID FETCH").longerThan(220), "NO too long")));
    }

    /** UIDs with gaps, so that sets are long. */
    private static OddRow sparse(String sentence, Behaviour behaviour) {
        OddRow row = empty(sentence, behaviour);
        for (int i = 1; i <= OddRow.MAILS; i++) {
            row.inbox().put(1000 + 3L * i, row.mail("mail " + i));
        }
        return row;
    }

    private static Stream<OddRow> breaks() {
        return Stream.of(
                row("S9 hangs up after 40", breaksOff(bodies(), 40, "")),
                row("S9 BYE after 55", breaksOff(bodies(), 55, "BYE enough for now")),
                row("S9 NO after 20", breaksOff(bodies(), 20, "NO that was enough")),
                row("S9 BAD after 7", breaksOff(bodies(), 7, "BAD internal error")),
                row("S9 a quota, once", breaksOff(bodies().times(1), 1, "NO [OVERQUOTA] account exceeded bandwidth")),
                row("S9 a limit, once", breaksOff(bodies().times(1), 1, "NO [LIMIT] too many for now")),
                row("S9 breaks within a mail", breaksOffWithin(bodies(), 30_000)),
                row("S24 one body never comes", stallsAt(bodies(), uids(3L), Duration.ofMinutes(10)))
                        .owing(uids(3L), "does not answer in time"),
                row("S24 two bodies never come", stallsAt(bodies(), uids(1L, 250L), Duration.ofMinutes(10)))
                        .owing(uids(1L, 250L), "does not answer in time"));
    }

    private static Stream<OddRow> folders() {
        return Stream.of(
                three(
                                "S11 no UIDVALIDITY",
                                numbers("Odd", real -> validity(real, -1)),
                                refuses(opening("Locked"), "NO [NOPERM] not for you"))
                        .without("Locked"),
                three(
                                "S11 UIDVALIDITY 0",
                                numbers("Odd", real -> validity(real, 0)),
                                refuses(opening("Locked"), "NO [SERVERBUG] ask the administrator"))
                        .without("Locked"),
                three("S11 nothing of one is given", refuses(mailsOf("Odd"), "NO [SERVERBUG] ask the administrator"))
                        .without("Odd"),
                three("S11 nothing of the inbox is given", refuses(mailsOf("INBOX"), "NO [UNAVAILABLE] not now"))
                        .without("INBOX"),
                three("S11 the first is refused", refuses(opening("INBOX"), "NO [NONEXISTENT] no such thing"))
                        .without("INBOX"),
                many("S16 BAD at the fifth", refuses(opening().afterFolders(4), "BAD too many folders")),
                many("S16 BYE at the seventh", saysBye(opening().afterFolders(6), "too many folders")),
                many("S22 hangs up at the fourth", hangsUp(opening().afterFolders(3))),
                many("S22 NO at the fourth", refuses(opening().afterFolders(3), "NO not now")),
                row("S17 no right to store", refuses(verb("UID STORE"), "NO [NOPERM] no right to delete"))
                        .then(DELETE)
                        .telling("after-archive"),
                row("S17 no right to open", refuses(verb("SELECT"), "NO [NOPERM] opened for reading only"))
                        .then(DELETE)
                        .telling("after-archive"),
                labelless("S18 label-less mails", "[Gmail]/All Mail"),
                labelless("S18 label-less mails in German", "[Gmail]/Alle Nachrichten"),
                three("S27 UIDVALIDITY at each EXAMINE", otherValidityEachTime("Odd")),
                three("S27 the inbox too", otherValidityEachTime("INBOX")));
    }

    private static When mailsOf(String folder) {
        return (command, visit, answer) ->
                command.verb().startsWith("UID ") && visit.folderName().equals(folder);
    }

    private static OddRow three(String sentence, Behaviour... behaviours) {
        return empty(sentence, behaviours).fill("INBOX", 100).fill("Odd", 100).fill("Locked", 100);
    }

    private static OddRow many(String sentence, Behaviour behaviour) {
        OddRow row = empty(sentence, behaviour).fill("INBOX", 25);
        for (int i = 1; i < 12; i++) {
            row.fill("Folder" + i, 25);
        }
        return row;
    }

    private static OddRow labelless(String sentence, String allMail) {
        OddRow row = empty(sentence)
                .offering("X-GM-EXT-1", "SPECIAL-USE")
                .fill("INBOX", OddRow.MAILS)
                .fill(allMail, 5)
                .without(allMail)
                .telling("all-mail");
        row.server().folder(allMail).use("\\All");
        return row;
    }

    private static Numbers validity(Numbers real, long lie) {
        return new Numbers(real.exists(), lie, real.uidNext(), real.highestModSeq());
    }

    private static Behaviour otherValidityEachTime(String folder) {
        AtomicLong next = new AtomicLong(5000);
        return numbers(folder, real -> validity(real, next.incrementAndGet()));
    }

    private static Stream<OddRow> late() {
        Behaviour notYet = hides(OddRows::looksFor, uid -> uid > 300);
        Behaviour onlyAnew = hides(OddRows::looksFor, uid -> uid > 300);
        Behaviour hidden = hides(OddRows::looksFor, uids(5L));
        return Stream.of(
                row("S10 a second later").with(notYet).secondly(row -> {
                    row.inbox().append(row.mail("late"));
                    OddMailboxes.later(Duration.ofSeconds(6), () -> row.server().without(notYet));
                }),
                row("S10 after a reconnect").with(onlyAnew).secondly(row -> {
                    row.inbox().append(row.mail("late"));
                    OddMailboxes.later(Duration.ofSeconds(9), () -> {
                        row.server().without(onlyAnew);
                        row.server().hangUp();
                    });
                }),
                gapped("S4 a UID below, counts agree").secondly(row -> {
                    row.inbox().remove(20);
                    row.inbox().put(150, row.mail("below"));
                }),
                gapped("S4 two UIDs below").secondly(row -> {
                    row.inbox().remove(299);
                    row.inbox().put(151, row.mail("below"));
                    row.inbox().put(159, row.mail("below too"));
                }),
                row("S12 one mail replaced").secondly(row -> row.inbox().put(17, row.mail("another mail, and longer"))),
                row("S12 three replaced").secondly(row -> {
                    row.inbox().put(1, row.mail("the first is another one"));
                    row.inbox().put(150, row.mail("the middle is another one"));
                    row.inbox().put(300, row.mail("the last is another one"));
                }),
                row("S14 vanished inside another answer", reorders(bodies(), 4))
                        .offering("CONDSTORE", "QRESYNC", "ESEARCH")
                        .secondly(row -> {
                            row.inbox().remove(3);
                            row.inbox().append(row.mail("new"));
                            row.inbox().remove(250);
                        }),
                row("S14 expunged without QRESYNC").secondly(row -> {
                    row.inbox().remove(1);
                    row.inbox().append(row.mail("new"));
                    row.inbox().remove(300);
                }),
                row("S20 one left out while another vanishes")
                        .with(hidden)
                        .hidingAtFirst(uids(5L))
                        .secondly(row -> {
                            row.inbox().remove(3);
                            row.server().without(hidden);
                        }),
                row("S20 the same without a count", hides(Command::isListing, uids(77L)))
                        .secondly(row -> {
                            row.inbox().remove(70);
                            row.server().behave();
                        }),
                row("S21 ESEARCH without ALL").offering("ESEARCH").secondly(row -> {
                    row.server().with(esearch(text -> text.replaceAll(" ALL [0-9,:]+", "")));
                    row.inbox().remove(4);
                    row.inbox().remove(9);
                }),
                row("S21 a bare ESEARCH").offering("ESEARCH").secondly(row -> {
                    row.server().with(esearch(text -> "* ESEARCH\r\n"));
                    row.inbox().remove(200);
                    row.inbox().remove(201);
                }));
    }

    private static boolean looksFor(Command command) {
        return command.verb().startsWith("UID ");
    }
}

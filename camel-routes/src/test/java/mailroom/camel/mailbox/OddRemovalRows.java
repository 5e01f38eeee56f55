package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.OddRow.empty;
import static mailroom.camel.mailbox.OddRow.row;
import static mailroom.camel.mailbox.OddRows.uids;
import static mailroom.camel.odd.Oddities.lacks;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.PartOddities.doesAtMost;
import static mailroom.camel.odd.PartOddities.refusesToDo;
import static mailroom.camel.odd.When.verb;

import java.util.function.LongPredicate;
import java.util.stream.Stream;
import mailroom.camel.odd.Behaviour;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Rows of servers that take off a part of what they are asked to, or refuse it for some mails. */
final class OddRemovalRows {

    private static final AfterArchive DELETE = new AfterArchive.Delete();
    private static final AfterArchive MOVE = new AfterArchive.Move("Done");
    private static final LongPredicate NONE = uid -> false;
    private static final LongPredicate ALL = uid -> true;

    private OddRemovalRows() {}

    static Stream<OddRow> all() {
        return Stream.of(
                sparse(
                                "X5 short sets are removed only",
                                refuses(verb("UID STORE").longerThan(100), "BAD too long"))
                        .then(DELETE)
                        .leaving(NONE),
                row("X5 one mail is locked", refusesToDo("UID STORE", set -> set.contains(13L), "NO it is locked"))
                        .then(DELETE)
                        .leaving(uids(13L))
                        .telling("after-archive"),
                row(
                                "X5 MOVE of more than 60 is refused",
                                refusesToDo("UID MOVE", set -> set.size() > 60, "NO too many"))
                        .then(MOVE)
                        .leaving(NONE),
                row("X5 MOVE moves 50", doesAtMost("UID MOVE", 50)).then(MOVE).leaving(NONE),
                row("X5 COPY copies 50", lacks("MOVE"), doesAtMost("UID COPY", 50))
                        .then(MOVE)
                        .leaving(NONE),
                row("X5 COPY copies nothing", lacks("MOVE"), doesAtMost("UID COPY", 0))
                        .fill("Done", 1)
                        .then(MOVE)
                        .leaving(ALL)
                        .telling("after-archive-refused")
                        .secondly(OddRow::late),
                row("X5 EXPUNGE removes 50", doesAtMost("UID EXPUNGE", 50))
                        .then(DELETE)
                        .leaving(NONE),
                row("X5 MOVE is offered and refused", refusesToDo("UID MOVE", set -> true, "BAD unknown command"))
                        .then(MOVE)
                        .leaving(NONE));
    }

    /** UIDs with gaps, so that sets are long. */
    private static OddRow sparse(String sentence, Behaviour behaviour) {
        OddRow row = empty(sentence, behaviour);
        for (int i = 1; i <= OddRow.MAILS; i++) {
            row.inbox().put(1000 + 3L * i, row.mail("mail " + i));
        }
        return row;
    }
}

package mailroom.batch.archiving;

import jakarta.annotation.Resource;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import mailroom.archive.SegmentLocation;
import mailroom.batch.PendingMails;
import mailroom.batch.Runs;
import mailroom.database.Database;
import mailroom.intake.Intake;
import mailroom.mail.MailId;
import mailroom.mail.MailState;
import mailroom.mail.Progress;
import mailroom.schedule.Jobs;

/** The RECEIVED mails of a mailbox, the oldest first, each parsed. The rows are the checkpoint: a restart looks again. */
@Named
@Dependent
public class ReceivedMailReader extends AbstractItemReader {

    private final Database database;
    private final Progress progress;
    private final GiveWay giveWay;
    private final Runs runs;
    private final StepContext step;
    private final String mailbox;
    private final MailParsing parsing;
    private PendingMails<ParsingMail> window;
    private ParsingAhead ahead;
    private boolean archived;

    @Resource
    ManagedExecutorService executor;

    @Inject
    public ReceivedMailReader(
            Database database,
            Progress progress,
            Intake intake,
            Runs runs,
            StepContext step,
            MailParsing parsing,
            @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.database = database;
        this.progress = progress;
        this.giveWay = new GiveWay(intake::isCatchingUp);
        this.runs = runs;
        this.step = step;
        this.parsing = parsing;
        this.mailbox = mailbox;
    }

    @Override
    public void open(Serializable checkpoint) {
        ahead = new ParsingAhead(this::received, mail -> parsing.parse(mailbox, mail), executor);
        window = runs.pending(Jobs.ARCHIVE_MAIL, mailbox, this::look).in(step);
    }

    @Override
    public Object readItem() throws InterruptedException {
        ParsingMail next = window.next();
        return next == null ? null : ahead.parsed(next);
    }

    /** A look follows a commit, so what was read before it is archived by now and route-mail can go on with it. */
    private List<ParsingMail> look() {
        wakeRouting();
        giveWay.await();
        long reached = progress.reached(mailbox, MailState.ARCHIVED).row();
        List<ParsingMail> found = runs.isHeld() ? List.of() : ahead.window(reached);
        archived = !found.isEmpty();
        return found;
    }

    private void wakeRouting() {
        if (archived) {
            archived = false;
            runs.wake(Jobs.ROUTE_MAIL, mailbox);
        }
    }

    private List<ReceivedMail> received(long reached) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select m.id, m.sha256, m.segment, m.segment_offset from mail m"
                                + " where m.mailbox = :mailbox and m.id > :reached order by m.id fetch first "
                                + PendingMails.MAILS + " rows only")
                .bind("mailbox", mailbox)
                .bind("reached", reached)
                .map((row, context) -> new ReceivedMail(
                        row.getLong("id"),
                        MailId.of(row.getBytes("sha256")),
                        new SegmentLocation(row.getInt("segment"), row.getLong("segment_offset"))))
                .list());
    }

    @Override
    public void close() {
        ahead.close();
        wakeRouting();
    }
}

package mailroom.batch.routing;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import mailroom.archive.SegmentLocation;
import mailroom.batch.PendingMails;
import mailroom.batch.Runs;
import mailroom.database.Database;
import mailroom.mail.MailId;
import mailroom.mail.MailState;
import mailroom.mail.Progress;
import mailroom.mail.Progress.Reached;
import mailroom.routing.sieve.SieveScripts;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;

/**
 * The ARCHIVED mails of a mailbox and those of others that it saw too, the oldest first. A mailbox that mailroom.yaml
 * does not name waits until it does: only then is it known whether it has a script.
 */
@Named
@Dependent
public class ArchivedMailReader extends AbstractItemReader {

    private static final String MAIL =
            "select m.id, m.sha256, m.segment, m.segment_offset, m.size, m.settled from mail m";
    private static final String FIRST = " order by m.id fetch first " + PendingMails.MAILS + " rows only";

    private final Database database;
    private final CurrentSettings settings;
    private final SieveScripts scripts;
    private final Progress progress;
    private final Runs runs;
    private final StepContext step;
    private final String mailbox;
    private PendingMails<Routable> window;

    @Inject
    public ArchivedMailReader(
            Database database,
            CurrentSettings settings,
            SieveScripts scripts,
            Progress progress,
            Runs runs,
            StepContext step,
            @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.database = database;
        this.settings = settings;
        this.scripts = scripts;
        this.progress = progress;
        this.runs = runs;
        this.step = step;
        this.mailbox = mailbox;
    }

    @Override
    public void open(Serializable checkpoint) {
        window = runs.pending(Jobs.ROUTE_MAIL, mailbox, this::look).in(step);
    }

    @Override
    public Object readItem() {
        return window.next();
    }

    private List<Routable> look() {
        if (runs.isHeld() || settings.get().mailbox(mailbox).isEmpty()) {
            return List.of();
        }
        return scripts.routes(mailbox) ? undecided() : kept();
    }

    private List<Routable> kept() {
        Reached archived = progress.reached(mailbox, MailState.ARCHIVED);
        boolean nothing = progress.reached(mailbox, MailState.ROUTED).row() >= archived.row();
        return nothing && further().isEmpty() ? List.of() : List.of(new Routable.Kept(archived));
    }

    private List<Routable> undecided() {
        List<Routable> found = new ArrayList<>(further());
        database.jdbi().useHandle(handle -> handle.createQuery(
                        MAIL + " where m.mailbox = :mailbox and m.id > :routed and m.id <= :archived" + FIRST)
                .bind("mailbox", mailbox)
                .bind("routed", progress.reached(mailbox, MailState.ROUTED).row())
                .bind("archived", progress.reached(mailbox, MailState.ARCHIVED).row())
                .map((row, context) -> row.getInt("settled") == 0 ? mail(row, false) : settled(row))
                .forEach(found::add));
        return found;
    }

    private static Routable settled(ResultSet row) throws SQLException {
        return new Routable.Decided(row.getLong("id"), false, List.of());
    }

    private List<Routable> further() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        MAIL + " join further_routing f on f.mail_id = m.id where f.mailbox = :mailbox" + FIRST)
                .bind("mailbox", mailbox)
                .map((row, context) -> mail(row, true))
                .list());
    }

    private static Routable mail(ResultSet row, boolean further) throws SQLException {
        return new Routable.Undecided(
                row.getLong("id"),
                MailId.of(row.getBytes("sha256")),
                new SegmentLocation(row.getInt("segment"), row.getLong("segment_offset")),
                row.getLong("size"),
                further);
    }
}

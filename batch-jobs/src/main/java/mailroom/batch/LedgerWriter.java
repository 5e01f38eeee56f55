package mailroom.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailroom.archive.Archive;
import mailroom.archive.DamagedMember;
import mailroom.archive.Scanned;
import mailroom.database.Database;
import mailroom.intake.Intake;
import mailroom.mail.MailId;
import mailroom.mail.MailState;
import mailroom.parse.MailParser;
import mailroom.parse.Metadata;
import org.jdbi.v3.core.Handle;

/**
 * Brings scanned members into the ledger, each once. Mails that come back this way were routed before the ledger was
 * lost: unless told otherwise they are archived and ROUTED here, so that no destination gets them again.
 */
@Named
@Dependent
public class LedgerWriter extends AbstractItemWriter {

    private final Database database;
    private final Intake intake;
    private final Archive archive;
    private final ArchiveWriter archived;
    private final boolean route;
    private boolean repeats;

    @Inject
    public LedgerWriter(
            Database database,
            Intake intake,
            Archive archive,
            ArchiveWriter archived,
            @BatchProperty(name = "route") String route) {
        this.database = database;
        this.intake = intake;
        this.archive = archive;
        this.archived = archived;
        this.route = Boolean.parseBoolean(route);
    }

    private record Further(String mailbox, long row) {}

    /** A restart begins with the chunk that was not finished; some of its mails may be in the ledger already. */
    @Override
    public void open(Serializable checkpoint) {
        repeats = checkpoint != null;
    }

    @Override
    public Serializable checkpointInfo() {
        return "begun";
    }

    @Override
    public void writeItems(List<Object> items) throws SQLException, IOException {
        List<Scanned> scanned = items.stream().map(Scanned.class::cast).toList();
        Set<MailId> mails = new LinkedHashSet<>();
        for (Scanned item : scanned) {
            if (item instanceof Scanned.Found found) {
                mails.add(found.member().id());
            }
        }
        Set<Long> before = repeats ? Set.of() : new HashSet<>(rows(mails, false));
        Set<Further> furtherBefore = repeats ? Set.of() : further(mails);
        repeats = false;
        intake.take(scanned);
        if (!route) {
            settle(mails, before, furtherBefore);
        }
    }

    private void settle(Set<MailId> mails, Set<Long> before, Set<Further> furtherBefore)
            throws SQLException, IOException {
        List<ParsedMail> parsed = new ArrayList<>();
        for (MailId mail : mails) {
            for (long row : rows(Set.of(mail), true)) {
                if (!before.contains(row)) {
                    parsed.add(new ParsedMail(row, metadata(mail)));
                }
            }
        }
        archived.write(parsed, MailState.ROUTED);
        Set<Further> further = new HashSet<>(further(mails));
        further.removeAll(furtherBefore);
        database.jdbi().useHandle(handle -> further.forEach(row -> forget(handle, row)));
    }

    private static void forget(Handle handle, Further row) {
        handle.createUpdate("delete from further_routing where mailbox = :mailbox and mail_id = :row")
                .bind("mailbox", row.mailbox())
                .bind("row", row.row())
                .execute();
    }

    private List<Long> rows(Set<MailId> mails, boolean received) {
        String state = received ? " and state = " + MailState.RECEIVED.code() : "";
        return database.jdbi().withHandle(handle -> {
            List<Long> rows = new ArrayList<>();
            for (MailId mail : mails) {
                handle.createQuery("select id from mail where sha256 = :sha256" + state)
                        .bind("sha256", mail.sha256())
                        .mapTo(Long.class)
                        .findOne()
                        .ifPresent(rows::add);
            }
            return rows;
        });
    }

    private Set<Further> further(Set<MailId> mails) {
        return database.jdbi().withHandle(handle -> {
            Set<Further> found = new HashSet<>();
            for (MailId mail : mails) {
                found.addAll(handle.createQuery("select f.mailbox, f.mail_id from further_routing f"
                                + " join mail m on m.id = f.mail_id where m.sha256 = :sha256")
                        .bind("sha256", mail.sha256())
                        .map((row, context) -> new Further(row.getString("mailbox"), row.getLong("mail_id")))
                        .list());
            }
            return found;
        });
    }

    private Metadata metadata(MailId mail) throws IOException {
        Optional<InputStream> found = archive.open(mail);
        if (found.isEmpty()) {
            return Metadata.unreadable("not in the archive");
        }
        try (InputStream bytes = found.get()) {
            return MailParser.parse(bytes);
        } catch (DamagedMember e) {
            return Metadata.unreadable("damaged in the archive: " + e.getMessage());
        }
    }
}

package mailroom.batch.archiving;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.ArchiveReader;
import mailroom.archive.DamagedMember;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.parse.MailParser;
import mailroom.parse.Metadata;

/**
 * Reads a mail's bytes once. Whatever they hold, there is a result; bytes that the archive lost are an incident too. For
 * several threads.
 */
@Dependent
public class MailParsing {

    private static final System.Logger LOG = System.getLogger(MailParsing.class.getName());

    private final Archive archive;
    private final Incidents incidents;
    private final Queue<ArchiveReader> readers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    @Inject
    public MailParsing(Archive archive, Incidents incidents) {
        this.archive = archive;
        this.incidents = incidents;
    }

    /**
     * @throws ArchiveHeld if the archive is not there
     * @throws UncheckedIOException if it cannot be read
     */
    ParsedMail parse(String mailbox, ReceivedMail mail) {
        try {
            return new ParsedMail(mail.row(), metadata(mailbox, mail));
        } catch (ArchiveHeld held) {
            throw held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | StackOverflowError poison) {
            return new ParsedMail(mail.row(), unreadable(mailbox, mail, poison));
        }
    }

    /** One mail that nobody thought of must not stop those behind it. */
    private Metadata unreadable(String mailbox, ReceivedMail mail, Throwable poison) {
        String reason = "an error of Mailroom itself; the log has it";
        LOG.log(System.Logger.Level.WARNING, "mail " + mail.id() + " is archived unread", poison);
        incidents.record(IncidentKind.MAIL_UNREADABLE, Optional.of(mailbox), "mail " + mail.id(), reason);
        return Metadata.unreadable(reason);
    }

    private Metadata metadata(String mailbox, ReceivedMail mail) throws IOException {
        ArchiveReader idle = readers.poll();
        ArchiveReader reader = idle == null ? archive.reader() : idle;
        boolean usable = false;
        try {
            Metadata metadata = reader.read(mail.at(), mail.id(), MailParser::parse);
            usable = true;
            return metadata;
        } catch (DamagedMember e) {
            incidents.record(IncidentKind.SEGMENT_DAMAGED, Optional.of(mailbox), "mail " + mail.id(), e.getMessage());
            return Metadata.unreadable("damaged in the archive: " + e.getMessage());
        } finally {
            if (usable) {
                giveBack(reader);
            } else {
                reader.close();
            }
        }
    }

    private void giveBack(ArchiveReader reader) {
        readers.add(reader);
        if (closed) {
            close();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        for (ArchiveReader reader = readers.poll(); reader != null; reader = readers.poll()) {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package mailroom.batch;

import jakarta.annotation.PreDestroy;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.ArchiveReader;
import mailroom.archive.DamagedMember;
import mailroom.mail.Incidents;
import mailroom.parse.MailParser;
import mailroom.parse.Metadata;

/** Reads a mail's bytes once. Whatever they hold, there is a result; bytes that the archive lost are an incident too. */
@Named
@Dependent
public class MailParsing implements ItemProcessor {

    private static final System.Logger LOG = System.getLogger(MailParsing.class.getName());

    private final Archive archive;
    private final Incidents incidents;
    private final String mailbox;
    private ArchiveReader reader;

    @Inject
    public MailParsing(Archive archive, Incidents incidents, @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.archive = archive;
        this.incidents = incidents;
        this.mailbox = mailbox;
    }

    @Override
    public Object processItem(Object item) throws IOException {
        ReceivedMail mail = (ReceivedMail) item;
        try {
            return new ParsedMail(mail.row(), metadata(mail));
        } catch (ArchiveHeld held) {
            throw held;
        } catch (RuntimeException | StackOverflowError poison) {
            return new ParsedMail(mail.row(), unreadable(mail, poison));
        }
    }

    /** One mail that nobody thought of must not stop those behind it. */
    private Metadata unreadable(ReceivedMail mail, Throwable poison) {
        close();
        String reason = "an error of Mailroom itself: " + poison.getClass().getSimpleName();
        LOG.log(System.Logger.Level.WARNING, "mail " + mail.id() + " is archived unread", poison);
        incidents.record("mail-unreadable", Optional.of(mailbox), "mail " + mail.id(), reason);
        return Metadata.unreadable(reason);
    }

    private Metadata metadata(ReceivedMail mail) throws IOException {
        if (reader == null) {
            reader = archive.reader();
        }
        try {
            return reader.read(mail.at(), mail.id(), MailParser::parse);
        } catch (DamagedMember e) {
            close();
            incidents.record("segment-damaged", Optional.of(mailbox), "mail " + mail.id(), e.getMessage());
            return Metadata.unreadable("damaged in the archive: " + e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        try (ArchiveReader done = reader) {
            reader = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package mailroom.outbound.redirect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import mailroom.archive.Archive;
import mailroom.database.Database;
import mailroom.mail.MailId;

/** The exact bytes of an archived mail, by the id of its row. */
@ApplicationScoped
public class ArchivedMails {

    private final Archive archive;
    private final Database database;

    protected ArchivedMails() {
        this(null, null);
    }

    @Inject
    public ArchivedMails(Archive archive, Database database) {
        this.archive = archive;
        this.database = database;
    }

    /** @param mail {@code mail.id} */
    public InputStream open(long mail) throws IOException {
        MailId id = database.jdbi()
                .withHandle(handle -> handle.createQuery("select sha256 from mail where id = :id")
                        .bind("id", mail)
                        .map((row, context) -> MailId.of(row.getBytes(1)))
                        .findOne())
                .orElseThrow(() -> new FileNotFoundException("no mail has the row " + mail));
        return archive.open(id).orElseThrow(() -> new FileNotFoundException("mail " + id + " is not in the archive"));
    }
}

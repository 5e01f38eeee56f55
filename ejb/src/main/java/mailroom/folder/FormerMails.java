package mailroom.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveReader;
import mailroom.database.Database;

/**
 * What the archive has of a folder under an earlier identity: another UIDVALIDITY, another name. A mail found here under
 * its new UID need not be fetched again.
 */
@ApplicationScoped
public class FormerMails {

    /** Mails that one question finds; what is beyond stays unknown, and is fetched. */
    public static final int MOST_FOUND = 100_000;

    private static final int PAGE = 5_000;
    private static final String SELECT = "select s.uid, m.sha256, m.size, m.segment, m.segment_offset, s.internal_date"
            + " from sighting s join mail m on m.id = s.mail_id where s.folder_id = (select id from folder"
            + " where mailbox = :mailbox and name = :name and uid_validity = :uidValidity) and s.uid > :above"
            + " order by s.uid fetch first :page rows only";

    /** What a mail has in common with itself under another UID, as a server tells it for a few bytes. */
    public record Trait(long size, Optional<Instant> internalDate) {}

    private final Database database;
    private final Archive archive;

    FormerMails() {
        this(null, null);
    }

    @Inject
    public FormerMails(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    /** The different mails of the folders that have a wanted trait, at most {@link #MOST_FOUND}. */
    public Set<SightedMail> among(List<FolderKey> folders, Set<Trait> wanted) {
        Set<SightedMail> found = new LinkedHashSet<>();
        for (FolderKey folder : folders) {
            long above = 0;
            for (List<Row> page = page(folder, above); !page.isEmpty(); page = page(folder, above)) {
                page.stream()
                        .map(Row::mail)
                        .filter(mail -> wanted.contains(trait(mail)) && found.size() < MOST_FOUND)
                        .forEach(found::add);
                above = page.get(page.size() - 1).uid();
            }
        }
        return found;
    }

    public static Trait trait(SightedMail mail) {
        return new Trait(mail.size(), mail.internalDate());
    }

    private record Row(long uid, SightedMail mail) {}

    private List<Row> page(FolderKey folder, long above) {
        return database.jdbi().withHandle(handle -> handle.createQuery(SELECT)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .bind("above", above)
                .bind("page", PAGE)
                .map((row, context) -> new Row(row.getLong("uid"), SightedMail.of(row)))
                .list());
    }

    /** For many beginnings in the order of their locations; for one thread. */
    public ArchiveReader reader() {
        return archive.reader();
    }

    /** The first bytes of an archived mail, at most so many; they are not proved by its hash. */
    public static byte[] beginning(ArchiveReader reader, SightedMail mail, int most) throws IOException {
        InputStream bytes = reader.open(mail.at(), mail.id());
        return bytes.readNBytes((int) Math.min(most, mail.size()));
    }
}

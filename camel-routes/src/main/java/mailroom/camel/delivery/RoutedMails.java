package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import mailroom.archive.Archive;
import mailroom.database.Database;
import mailroom.routing.Delivery;

/** The mail of a delivery as its destination gets it: bytes from the archive, metadata from the database. */
@ApplicationScoped
class RoutedMails {

    private final Database database;
    private final Archive archive;

    RoutedMails() {
        this(null, null);
    }

    @Inject
    RoutedMails(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    /** Close {@link RoutedMail#bytes()}. */
    RoutedMail open(Delivery delivery) throws IOException {
        InputStream bytes = archive.open(delivery.mailId())
                .orElseThrow(() -> new DestinationRefused("the archive has no mail " + delivery.mailId()));
        try {
            return describe(delivery, bytes);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private RoutedMail describe(Delivery delivery, InputStream bytes) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select m.size,"
                        + " coalesce(d.long_message_id, d.message_id) as message_id, d.subject,"
                        + " d.from_field, d.to_field from mail m left join metadata d on d.mail_id = m.id"
                        + " where m.id = :id")
                .bind("id", delivery.mail())
                .map((row, context) -> new RoutedMail(
                        delivery.mailId(),
                        delivery.mailbox(),
                        delivery.destination(),
                        row.getLong("size"),
                        text(row, "message_id"),
                        text(row, "subject"),
                        text(row, "from_field"),
                        text(row, "to_field"),
                        bytes))
                .one());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}

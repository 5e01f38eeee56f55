package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import mailroom.archive.Archive;
import mailroom.camel.payload.MailPlace;
import mailroom.camel.payload.Payload;
import mailroom.camel.payload.Payloads;
import mailroom.database.Database;
import mailroom.mail.MailId;
import mailroom.routing.Delivery;
import mailroom.settings.PayloadForm;
import mailroom.spool.SpoolFolder;
import mailroom.spool.SpoolScope;

/** The mail of a delivery as its destination gets it: bytes from the archive, metadata from the database. */
@ApplicationScoped
class RoutedMails {

    private final Database database;
    private final Archive archive;
    private final SpoolFolder spool;

    RoutedMails() {
        this(null, null, null);
    }

    @Inject
    RoutedMails(Database database, Archive archive, SpoolFolder spool) {
        this.database = database;
        this.archive = archive;
        this.spool = spool;
    }

    private record Row(long size, Optional<String> messageId) {}

    /** Hands over one payload. */
    @FunctionalInterface
    interface HandOver {

        /** False: no more are asked for. */
        boolean accept(RoutedMail mail) throws IOException;
    }

    /** Opens one payload of the mail after the other, as long as they are taken. */
    void each(Delivery delivery, PayloadForm form, HandOver handOver) throws IOException {
        Row row = row(delivery);
        MailPlace place = new MailPlace(delivery.mailId().hex(), delivery.mailbox(), row.size());
        try (SpoolScope scope = spool.scope()) {
            List<Payload> payloads = Payloads.of(form, place, () -> open(delivery.mailId()), scope);
            boolean more = true;
            for (int i = 0; i < payloads.size() && more; i++) {
                try (InputStream bytes = payloads.get(i).source().open()) {
                    more = handOver.accept(new RoutedMail(
                            delivery.mailId(),
                            delivery.mailbox(),
                            delivery.destination(),
                            row.messageId(),
                            payloads.get(i),
                            bytes));
                }
            }
        }
    }

    private InputStream open(MailId id) throws IOException {
        return archive.open(id).orElseThrow(() -> new DestinationRefused("the archive has no mail " + id));
    }

    private Row row(Delivery delivery) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select m.size, coalesce(d.long_message_id, d.message_id) as message_id"
                                + " from mail m left join metadata d on d.mail_id = m.id where m.id = :id")
                .bind("id", delivery.mail())
                .map((row, context) -> new Row(row.getLong("size"), Optional.ofNullable(row.getString("message_id"))))
                .one());
    }
}

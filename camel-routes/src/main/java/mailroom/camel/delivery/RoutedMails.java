package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import mailroom.archive.Archive;
import mailroom.camel.payload.MailPlace;
import mailroom.camel.payload.Payload;
import mailroom.camel.payload.Payloads;
import mailroom.database.Database;
import mailroom.mail.MailId;
import mailroom.mail.Outcome;
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

    /** Opens one payload of the mail after the other, as long as they are taken, and says what became of the last. */
    Outcome handOver(HeldDelivery held, PayloadForm form, Function<RoutedMail, Outcome> receiver) throws IOException {
        Delivery delivery = held.get();
        Row row = row(delivery);
        MailPlace place = new MailPlace(delivery.mailId().hex(), delivery.mailbox(), row.size());
        Outcome last = new Outcome.Done("the mail has no attachment, so nothing was handed over");
        try (SpoolScope scope = spool.scope()) {
            Iterator<Payload> payloads = Payloads.of(form, place, () -> open(delivery.mailId()), scope)
                    .iterator();
            while (payloads.hasNext() && last instanceof Outcome.Done) {
                Payload payload = payloads.next();
                if (payload.part() > 1) {
                    held.renew();
                }
                try (InputStream bytes = payload.source().open()) {
                    last = receiver.apply(new RoutedMail(
                            delivery.mailId(),
                            delivery.mailbox(),
                            delivery.destination(),
                            row.messageId(),
                            payload,
                            bytes));
                }
            }
        }
        return last;
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

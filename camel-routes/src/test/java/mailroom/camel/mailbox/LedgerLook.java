package mailroom.camel.mailbox;

import java.util.Set;
import mailroom.database.Database;
import mailroom.folder.FolderKey;
import mailroom.mail.MailId;

/** What the rows of the ledger say beside Mailroom's own questions, and how a test makes it forget. */
record LedgerLook(Database database) {

    /** Different mails, over all folders. */
    long mails(String mailbox) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select count(distinct s.mail_id)"
                        + " from sighting s join folder f on f.id = s.folder_id where f.mailbox = :mailbox")
                .bind("mailbox", mailbox)
                .mapTo(Long.class)
                .one());
    }

    /** Of each mail, over all folders. */
    Set<MailId> mailIds(String mailbox) {
        return database.jdbi()
                .withHandle(handle -> Set.copyOf(handle.createQuery("select distinct m.sha256 from mail m"
                                + " join sighting s on s.mail_id = m.id join folder f on f.id = s.folder_id"
                                + " where f.mailbox = :mailbox")
                        .bind("mailbox", mailbox)
                        .map((row, context) -> MailId.of(row.getBytes(1)))
                        .list()));
    }

    /** The next look of each folder is due for a compare in full. */
    void forgetCompares() {
        database.jdbi().useHandle(handle -> handle.execute("update folder set compared_at = 0"));
    }

    /** As if the ledger had never had the UID. */
    void forgetSighting(FolderKey folder, long uid) {
        database.jdbi().useTransaction(handle -> {
            String id = "(select id from folder where mailbox = ? and name = ? and uid_validity = ?)";
            handle.execute(
                    "delete from sighting where uid = ? and folder_id = " + id,
                    uid,
                    folder.mailbox(),
                    folder.folder(),
                    folder.uidValidity());
            handle.execute(
                    "update folder set sightings = sightings - 1 where id = " + id,
                    folder.mailbox(),
                    folder.folder(),
                    folder.uidValidity());
        });
    }
}

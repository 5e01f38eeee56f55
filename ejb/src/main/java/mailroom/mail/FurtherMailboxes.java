package mailroom.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The mails that a mailbox saw after another one: in the table {@code seen_later} for lists, and in
 * {@code further_routing} until its script has decided on them too.
 */
public final class FurtherMailboxes {

    private FurtherMailboxes() {}

    /** Writes down which mails of others the mailbox saw, where that is not known yet. */
    public static void seen(Connection connection, String mailbox, Collection<Long> mails) throws SQLException {
        insertMissing(connection, "insert into seen_later", "from seen_later", mailbox, mails);
    }

    /** Has the mailbox's script decide on mails of others, too. */
    public static void toRoute(Connection connection, String mailbox, Collection<Long> mails) throws SQLException {
        insertMissing(connection, "insert into further_routing", "from further_routing", mailbox, mails);
    }

    private static void insertMissing(
            Connection connection, String into, String from, String mailbox, Collection<Long> mails)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(into + " (mailbox, mail_id)"
                + " select mailbox, id from (select cast(? as varchar(40)) as mailbox, id from mail where id = ?) due"
                + " where not exists (select 1 " + from + " t where t.mailbox = due.mailbox"
                + " and t.mail_id = due.id)")) {
            for (Long mail : mails) {
                statement.setString(1, mailbox);
                statement.setLong(2, mail);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The mailbox's script has decided on these. */
    public static void routed(Handle handle, String mailbox, Collection<Long> mails) {
        try (PreparedBatch batch =
                handle.prepareBatch("delete from further_routing where mailbox = :mailbox and mail_id = :row")) {
            mails.forEach(
                    mail -> batch.bind("mailbox", mailbox).bind("row", mail).add());
            batch.execute();
        }
    }

    /** The mailbox has no script, so nothing is left to decide. */
    public static void allRouted(Handle handle, String mailbox) {
        handle.createUpdate("delete from further_routing where mailbox = :mailbox")
                .bind("mailbox", mailbox)
                .execute();
    }
}

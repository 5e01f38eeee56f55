package mailroom.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mailroom.mail.MailId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** How a {@link Delivery} is read from its table. */
final class DeliveryMapper {

    static final String SELECT = "select d.id, d.mail_id, m.sha256, d.mailbox, d.action, d.destination, d.state,"
            + " d.attempts, d.created_at, d.next_attempt_at, d.settled_at, d.error"
            + " from delivery d join mail m on m.id = d.mail_id";

    private DeliveryMapper() {}

    static Optional<Delivery> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where d.id = :id")
                .bind("id", id)
                .map(DeliveryMapper::read)
                .findOne();
    }

    static Delivery read(ResultSet row, StatementContext context) throws SQLException {
        long settled = row.getLong("settled_at");
        boolean open = row.wasNull();
        return new Delivery(
                row.getLong("id"),
                row.getLong("mail_id"),
                MailId.of(row.getBytes("sha256")),
                row.getString("mailbox"),
                DeliveryAction.valueOf(row.getString("action")),
                row.getString("destination"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("next_attempt_at")),
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(settled)),
                Optional.ofNullable(row.getString("error")));
    }
}

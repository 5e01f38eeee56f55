package mailroom.folder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mailroom.archive.SegmentLocation;
import mailroom.mail.MailId;

/**
 * An archived mail as a folder showed it.
 *
 * @param internalDate empty where the server does not tell it
 */
public record SightedMail(MailId id, long size, Optional<Instant> internalDate, SegmentLocation at) {

    private static Optional<Instant> internalDate(ResultSet row) throws SQLException {
        long millis = row.getLong("internal_date");
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static SightedMail of(ResultSet row) throws SQLException {
        return new SightedMail(
                MailId.of(row.getBytes("sha256")),
                row.getLong("size"),
                internalDate(row),
                new SegmentLocation(row.getInt("segment"), row.getLong("segment_offset")));
    }
}

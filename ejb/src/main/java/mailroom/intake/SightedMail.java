package mailroom.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import mailroom.archive.SegmentLocation;
import mailroom.mail.MailId;

/** An archived mail as a folder showed it. */
public record SightedMail(MailId id, long size, Instant internalDate, SegmentLocation at) {

    static SightedMail of(ResultSet row) throws SQLException {
        return new SightedMail(
                MailId.of(row.getBytes("sha256")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("internal_date")),
                new SegmentLocation(row.getInt("segment"), row.getLong("segment_offset")));
    }
}

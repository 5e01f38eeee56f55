package mailroom.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which runs of {@link #ROWS} row numbers a folder has mails, in the table {@code folder_span}: lists pass over the rows
 * between them although no index of the sightings has a folder's mails by their numbers. A run may have lost its mails.
 */
public final class FolderSpans {

    static final long ROWS = 128;

    private FolderSpans() {}

    /** On the connection of the transaction that puts these mails into the folder. */
    public static void placed(Connection connection, long folderId, Collection<Long> mails) throws SQLException {
        Set<Long> buckets = new TreeSet<>();
        mails.forEach(mail -> buckets.add(mail / ROWS));
        try (PreparedStatement statement = connection.prepareStatement("insert into folder_span (folder_id, bucket)"
                + " select folder_id, bucket from (select id as folder_id, cast(? as bigint) as bucket from folder"
                + " where id = ?) due where not exists (select 1 from folder_span s"
                + " where s.folder_id = due.folder_id and s.bucket = due.bucket)")) {
            for (long bucket : buckets) {
                statement.setLong(1, bucket);
                statement.setLong(2, folderId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

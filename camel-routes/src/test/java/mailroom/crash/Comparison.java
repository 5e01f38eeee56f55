package mailroom.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an outside ledger finds wrong with segments and database, once intake says that it is in sync and has ended. */
final class Comparison {

    private static final int MOST_TOLD = 10;

    private final Map<SentMails.Spot, String> sent;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, SegmentMember> mails = new HashMap<>();
    private final Map<SentMails.Spot, SegmentMember> sightings = new HashMap<>();
    private int rowsWithoutBytes;
    private int lost;
    private int doubled;
    private int altered;
    private int unequal;

    private Comparison(Map<SentMails.Spot, String> sent) {
        this.sent = sent;
    }

    static Comparison of(Map<SentMails.Spot, String> sent, Path archive, Connection database)
            throws IOException, SQLException {
        Comparison comparison = new Comparison(sent);
        comparison.segments(archive);
        comparison.mailRows(database);
        comparison.sightingRows(database);
        comparison.folderRows(database);
        comparison.files(archive, database);
        return comparison;
    }

    private void segments(Path archive) throws IOException {
        Set<String> expected = new HashSet<>(sent.values());
        for (SegmentMember member : SegmentMember.all(archive)) {
            if (sightings.put(member.seen(), member) != null) {
                doubled("the segments have twice " + member);
            }
            if (!member.named().equals(sent.get(member.seen()))) {
                altered("the server never had there " + member);
            }
            if (!member.isMail()) {
                continue;
            }
            if (mails.put(member.named(), member) != null) {
                doubled("the segments have the mail twice, the second time as " + member);
            }
            if (!member.content().equals(member.named()) || !expected.contains(member.content())) {
                altered("other bytes than were sent in " + member);
            }
        }
        sent.forEach((spot, hash) -> {
            if (!mails.containsKey(hash)) {
                lost("no segment has the bytes of " + spot);
            } else if (!sightings.containsKey(spot)) {
                lost("no segment has the sighting " + spot);
            }
        });
    }

    private void mailRows(Connection database) throws SQLException {
        Set<String> found = new HashSet<>();
        each(database, "select sha256, size, segment, segment_offset from mail", row -> {
            String hash = HexFormat.of().formatHex(row.getBytes(1));
            if (!found.add(hash)) {
                doubled("the database has the mail twice: " + hash);
            }
            SegmentMember member = mails.get(hash);
            if (member == null) {
                rowsWithoutBytes++;
                lost("the database has a mail that no segment has: " + hash);
            } else if (member.size() != row.getLong(2)
                    || member.segment() != row.getInt(3)
                    || member.offset() != row.getLong(4)) {
                altered("the database has another size or place than " + member);
            }
        });
        Set<String> missing = new HashSet<>(sent.values());
        missing.removeAll(found);
        missing.forEach(hash -> lost("the database lacks the mail " + hash));
    }

    private void sightingRows(Connection database) throws SQLException {
        Set<SentMails.Spot> found = new HashSet<>();
        String sql = "select f.mailbox, f.name, f.uid_validity, s.uid, m.sha256 from sighting s"
                + " left join folder f on f.id = s.folder_id left join mail m on m.id = s.mail_id";
        each(database, sql, row -> {
            var spot = new SentMails.Spot(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4));
            byte[] hash = row.getBytes(5);
            if (!found.add(spot)) {
                doubled("the database has twice " + spot);
            }
            if (hash == null || !HexFormat.of().formatHex(hash).equals(sent.get(spot))) {
                altered("the database has another mail at " + spot);
            }
        });
        Set<SentMails.Spot> missing = new HashSet<>(sent.keySet());
        missing.removeAll(found);
        missing.forEach(spot -> lost("the database lacks the sighting " + spot));
    }

    private void folderRows(Connection database) throws SQLException {
        Map<String, long[]> expected = new HashMap<>();
        for (SentMails.Spot spot : sent.keySet()) {
            long[] folder = expected.computeIfAbsent(spot.mailbox() + "/" + spot.folder(), key -> new long[2]);
            folder[0] = Math.max(folder[0], spot.uid());
            folder[1]++;
        }
        each(database, "select mailbox, name, highest_uid, sightings from folder", row -> {
            String name = row.getString(1) + "/" + row.getString(2);
            long[] folder = expected.getOrDefault(name, new long[2]);
            if (row.getLong(3) != folder[0] || row.getLong(4) != folder[1]) {
                unequal("folder " + name + " stands at UID " + row.getLong(3) + " with " + row.getLong(4)
                        + " sightings, not at " + folder[0] + " with " + folder[1]);
            }
        });
    }

    private void files(Path archive, Connection database) throws SQLException, IOException {
        each(database, "select number, committed_length from segment", row -> {
            Path file = archive.resolve("%06d.tar.zst".formatted(row.getInt(1)));
            long length = Files.exists(file) ? Files.size(file) : -1;
            if (length != row.getLong(2)) {
                unequal(file.getFileName() + " has " + length + " bytes, committed are " + row.getLong(2));
            }
        });
        try (var left = Files.list(archive.resolve("incoming"))) {
            left.forEach(file -> unequal("left behind: " + file.getFileName()));
        }
    }

    /** One row of a result. */
    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException, IOException;
    }

    private static void each(Connection database, String sql, Row work) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                work.read(rows);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void lost(String finding) {
        lost++;
        tell(finding);
    }

    private void doubled(String finding) {
        doubled++;
        tell(finding);
    }

    private void altered(String finding) {
        altered++;
        tell(finding);
    }

    private void unequal(String finding) {
        unequal++;
        tell(finding);
    }

    private void tell(String finding) {
        if (findings.size() < MOST_TOLD) {
            findings.add(finding);
        }
    }

    boolean hasRowsWithoutBytes() {
        return rowsWithoutBytes > 0;
    }

    int lost() {
        return lost;
    }

    int doubled() {
        return doubled;
    }

    int altered() {
        return altered;
    }

    /** Segments, database and cursors agree, and every mail is there once. */
    boolean isClean() {
        return lost + doubled + altered + unequal == 0;
    }

    @Override
    public String toString() {
        return lost + " lost, " + doubled + " doubled, " + altered + " altered, " + unequal + " unequal of "
                + sent.size() + " " + findings;
    }
}

package mailroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import mailroom.PostgresqlDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyLookupOnPostgresqlIT {

    private static final int WINDOW = 500;

    @RegisterExtension
    static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

    private Handle handle;

    @BeforeEach
    void start() throws SQLException {
        handle = POSTGRESQL.database().jdbi().open();
        handle.getConnection().setAutoCommit(false);
        handle.execute("create table item (id bigint primary key, hash bytea not null unique, place varchar(20))");
    }

    @AfterEach
    void stop() {
        handle.rollback();
        handle.execute("drop table if exists item");
        handle.commit();
        handle.close();
    }

    /** As in the first fetch of a mailbox: the statistics are those of a small table, and prepared statements have plans of their own. */
    @Test
    void readsNoTableAsAWholeWhileItGrows() throws SQLException {
        insert(0, WINDOW);
        handle.execute("analyze item");
        for (int window = 1; window <= 30; window++) {
            long first = (long) window * WINDOW;
            assertThat(found(LongStream.range(first - WINDOW, first))).hasSize(WINDOW);
            assertThat(foundByHash(LongStream.range(first, first + WINDOW))).isEmpty();
            insert(first, first + WINDOW);
        }
        assertThat(number("select seq_tup_read from pg_stat_xact_user_tables where relname = 'item'"))
                .isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void findsOneRowOfEachKeyThatIsThere() throws SQLException {
        insert(0, 3);
        assertThat(found(LongStream.of(2, 7, 0, 2))).containsExactlyInAnyOrder(2L, 0L);
        assertThat(foundByHash(LongStream.of(1, 9))).containsExactly(1L);
        assertThat(found(LongStream.empty())).isEmpty();
        Set<Long> elsewhere = new HashSet<>();
        lookup().find("select id from item where place = ? and id", List.of("there"), List.of(1L), 1, row -> {
            elsewhere.add(row.getLong(1));
        });
        assertThat(elsewhere).isEmpty();
    }

    private KeyLookup lookup() {
        return new KeyLookup(handle.getConnection(), Dialect.POSTGRESQL);
    }

    private Set<Long> found(LongStream ids) throws SQLException {
        Set<Long> found = new HashSet<>();
        lookup().find(
                        "select id from item where place = ? and id",
                        List.of("here"),
                        ids.boxed().toList(),
                        1,
                        row -> {
                            found.add(row.getLong(1));
                        });
        return found;
    }

    private Set<Long> foundByHash(LongStream ids) throws SQLException {
        Set<Long> found = new HashSet<>();
        List<byte[]> hashes = new ArrayList<>();
        ids.forEach(id -> hashes.add(hash(id)));
        lookup().find("select id from item where hash", List.of(), hashes, 1, row -> found.add(row.getLong(1)));
        return found;
    }

    private void insert(long from, long to) throws SQLException {
        Connection connection = handle.getConnection();
        try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?, 'here')")) {
            for (long id = from; id < to; id++) {
                insert.setLong(1, id);
                insert.setBytes(2, hash(id));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static byte[] hash(long id) {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (id * 31 + (id >> 8) + i * id);
        }
        hash[0] = (byte) id;
        hash[1] = (byte) (id >> 8);
        return hash;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = handle.getConnection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}

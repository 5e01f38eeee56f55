package mailroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import mailroom.EmbeddedDerby;
import mailroom.database.Database;
import mailroom.spool.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionContentTest {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private static final Database DATABASE = DERBY.database();
    private static final int IN_ROW = SubmissionContent.IN_ROW_BYTES_MAX;
    private static final int PART = SubmissionContent.PART_BYTES;

    @AfterEach
    void removeRows() {
        DATABASE.jdbi().useHandle(handle -> handle.execute("delete from submission_content"));
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void insert(byte[] bytes) throws IOException {
        DATABASE.jdbi().useTransaction(handle -> SubmissionContent.insert(handle, "id", Content.of(bytes)));
    }

    private static long parts() {
        return DATABASE.jdbi().withHandle(handle -> handle.createQuery("select count(*) from submission_content")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void putsAMailOf64KibibytesIntoItsRow() throws Exception {
        assertThat(SubmissionContent.inRow(Content.of(bytes(IN_ROW)))).isEqualTo(bytes(IN_ROW));
        insert(bytes(IN_ROW));
        assertThat(parts()).isZero();
    }

    @Test
    void putsALargerMailIntoParts() throws Exception {
        assertThat(SubmissionContent.inRow(Content.of(bytes(IN_ROW + 1)))).isEmpty();
        insert(bytes(IN_ROW + 1));
        assertThat(parts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"262143, 1", "262144, 1", "262145, 2", "1048576, 4", "1048577, 5", "1310720, 5", "2097152, 8"})
    void givesBackWhatItPutIntoParts(int length, int parts) throws Exception {
        insert(bytes(length));
        assertThat(parts()).isEqualTo(parts);
        try (InputStream in = SubmissionContent.parts(DATABASE, "id")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(length));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void givesSingleBytesAndNoneWhereNoneIsAskedFor() throws Exception {
        byte[] bytes = bytes(PART + 2);
        bytes[0] = (byte) 0xff;
        insert(bytes);
        try (InputStream in = SubmissionContent.parts(DATABASE, "id")) {
            assertThat(in.read()).isEqualTo(0xff);
            assertThat(in.read(new byte[3], 0, 0)).isZero();
            assertThat(in.readNBytes(PART - 2)).hasSize(PART - 2);
            byte[] target = new byte[5];
            assertThat(in.read(target, 1, 4)).isEqualTo(1);
            assertThat(target).containsExactly(0, bytes[PART - 1], 0, 0, 0);
            assertThat(in.read(target, 1, 4)).isEqualTo(2);
            assertThat(target).containsExactly(0, bytes[PART], bytes[PART + 1], 0, 0);
            assertThat(in.read(target, 1, 4)).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }
}

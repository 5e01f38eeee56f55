package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mailroom.archive.SegmentRows.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentRowsTest {

    @TempDir
    Path home;

    private ArchiveFixture fixture;
    private SegmentRows rows;

    @BeforeEach
    void begin() {
        fixture = new ArchiveFixture(home);
        rows = new SegmentRows(fixture.database());
        rows.insert(new Row(2, 20, false));
        rows.insert(new Row(1, 10, true));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void listsTheSegmentsByTheirNumbers() {
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 20, false));
    }

    @Test
    void findsARowByItsNumber() {
        assertThat(rows.row(2)).contains(new Row(2, 20, false));
        assertThat(rows.row(3)).isEmpty();
    }

    @Test
    void tellsTheCommittedLengthAndChangesNothing() {
        assertThat(rows.settledLength(2)).isEqualTo(20);
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 20, false));
    }

    @Test
    void sealsOneSegmentAtItsLength() {
        rows.seal(2, 25);
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 25, true));
    }

    @Test
    void extendsOneSegmentAndLeavesItOpen() {
        rows.extend(2, 30);
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 30, false));
    }

    @Test
    void addsUpWhatTheSegmentsTake() {
        assertThat(fixture.archive().bytes()).isEqualTo(30);
    }
}

package mailroom.intake;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import mailroom.folder.FolderCursors;
import org.junit.jupiter.api.Test;

/** What a crash leaves behind the committed end of a segment. */
class CrashTailTest extends ArchiveTest {

    @Test
    void takesInWhatACrashLeftWholeBehindTheCommittedEndAndCutsWhatIsTorn() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 2, OTHER, mail("third"));
        Set<String> all = fixture.ledger();
        long whole = Files.size(fixture.segment(1));
        forgetBehind(committed);
        Files.write(fixture.segment(1), new byte[] {0x28, (byte) 0xb5, 0x2f}, StandardOpenOption.APPEND);
        fixture.restart();
        fixture.intake().open(INBOX).close();
        assertThat(Files.size(fixture.segment(1))).isEqualTo(whole);
        assertThat(fixture.count("incident")).isZero();
        assertThat(fixture.store(INBOX, 2, OTHER, mail("third"))).isEqualTo(new Stored(0, 0, 2));
        assertThat(fixture.ledger()).isEqualTo(all);
    }

    @Test
    void fetchesAWindowAgainOfWhichACrashLeftSomeMails() throws Exception {
        crashBehindTheFirstMail(3);
        fixture.intake().open(INBOX).close();
        assertThat(fixture.count("sighting")).isEqualTo(2);
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX).highestUid())
                .as("UID 2 may have been in the same window")
                .isEqualTo(1);
    }

    @Test
    void takesNoTailOfWhichNobodyKnowsThatItIsDurable() throws Exception {
        long committed = crashBehindTheFirstMail(2);
        fixture.disk.fails = true;
        assertThatThrownBy(() -> fixture.intake().open(INBOX)).isInstanceOf(IOException.class);
        fixture.disk.fails = false;
        assertThat(fixture.store(INBOX, 2, OTHER)).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        assertThat(fixture.segment(1)).hasSize(committed);
        assertThat(fixture.segment(2)).exists();
    }

    @Test
    void survivesACrashAtEveryByteOfAWindow() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 2, OTHER, HELLO);
        byte[] whole = Files.readAllBytes(fixture.segment(1));
        Set<String> all = fixture.ledger();
        for (long cut = committed; cut <= whole.length; cut += 37) {
            forgetBehind(committed);
            Files.write(fixture.segment(1), Arrays.copyOf(whole, (int) cut));
            fixture.restart();
            fixture.store(INBOX, 2, OTHER, HELLO);
            assertThat(fixture.ledger().stream().map(CrashTailTest::withoutReceived))
                    .as("cut at %s", cut)
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().map(CrashTailTest::withoutReceived).toList());
            assertThat(fixture.found()).hasSize(3);
        }
    }

    /** A further mail is in the segment and not in the ledger. */
    private long crashBehindTheFirstMail(long uid) throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, uid, OTHER);
        forgetBehind(committed);
        fixture.restart();
        return committed;
    }

    /** The rows as they were when only the first mail was committed. */
    private void forgetBehind(long committed) {
        fixture.database().jdbi().useHandle(handle -> {
            handle.execute("delete from sighting where uid > 1");
            handle.execute("delete from mail where segment_offset > 0");
            handle.execute("update folder set highest_uid = 1, sightings = 1");
            handle.execute("update segment set committed_length = ?", committed);
        });
    }

    private static String withoutReceived(String line) {
        String[] columns = line.split(" ");
        columns[4] = "";
        return String.join(" ", columns);
    }
}

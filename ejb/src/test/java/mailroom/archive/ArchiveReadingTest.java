package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.WrittenSegment.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.mail.MailId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReadingTest {

    @TempDir
    Path home;

    private ArchiveFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new ArchiveFixture(home);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void hasNoMailThatItWasNeverGiven() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        assertThat(fixture.archive().open(idOf(OTHER))).isEmpty();
        assertThat(fixture.archive().open(idOf(HELLO)).orElseThrow().readAllBytes())
                .isEqualTo(HELLO);
    }

    @Test
    void takesWhatTheSegmentsTakeOnDisk() throws Exception {
        assertThat(fixture.archive().bytes()).isZero();
        fixture.store(INBOX, 1, HELLO, OTHER);
        assertThat(fixture.archive().bytes()).isEqualTo(Files.size(fixture.segment(1)));
    }

    @Test
    void closesTheSegmentWithTheMailsBytes() throws Exception {
        byte[] large = noise(300_000);
        fixture.store(INBOX, 1, large);
        InputStream bytes = fixture.archive().open(idOf(large)).orElseThrow();
        bytes.close();
        assertThatThrownBy(bytes::readAllBytes)
                .isInstanceOfAny(IllegalStateException.class, ClosedChannelException.class);
    }

    @Test
    void passesOnThatAnotherMailLiesThere() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        MailId other = idOf(OTHER);
        assertThatThrownBy(() -> fixture.archive().open(SegmentLocation.START, other))
                .isInstanceOf(DamagedMember.class);
    }

    @Test
    void scansSegmentsThatOnlyTheLedgerOrOnlyTheFolderKnows() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        new SegmentRows(fixture.database()).insert(new SegmentRows.Row(3, 100, true));
        new WrittenSegment(fixture.segment(2)).mail(OTHER);
        List<Integer> ended = new ArrayList<>();
        assertThat(members(ended)).containsExactly(idOf(HELLO), idOf(OTHER));
        assertThat(ended).containsExactly(1, 2, 3);
    }

    @Test
    void scansNothingThatIsNotCommitted() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        Files.write(
                fixture.segment(1),
                WrittenSegment.frameOf(WrittenSegment.memberOf(OTHER), OTHER),
                StandardOpenOption.APPEND);
        assertThat(members(new ArrayList<>())).containsExactly(idOf(HELLO));
    }

    private List<MailId> members(List<Integer> ended) throws IOException {
        List<MailId> members = new ArrayList<>();
        try (SegmentScan scan = fixture.archive().scan(SegmentLocation.START)) {
            for (Optional<Scanned> item = scan.next(); item.isPresent(); item = scan.next()) {
                if (item.get() instanceof Scanned.Found found) {
                    members.add(found.member().id());
                } else if (item.get() instanceof Scanned.End end) {
                    ended.add(end.at().segment());
                }
            }
        }
        return members;
    }
}

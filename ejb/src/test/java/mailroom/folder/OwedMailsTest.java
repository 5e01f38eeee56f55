package mailroom.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mailroom.archive.ArchiveFixture;
import mailroom.intake.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwedMailsTest {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 7);

    @TempDir
    private Path home;

    private ArchiveFixture fixture;
    private OwedMails owed;

    @BeforeEach
    void open() {
        fixture = new ArchiveFixture(home);
        owed = new OwedMails(fixture.database());
    }

    private void owe(long uid, String words) throws IOException {
        store(window -> window.owe(uid, words), uid);
    }

    private void store(Consumer<Window> what, long cursor) throws IOException {
        Window window = fixture.intake().open(INBOX);
        what.accept(window);
        fixture.intake().store(window, cursor);
    }

    @Test
    void theCursorPassesAnOwedMailWithItsRow() throws IOException {
        owe(5, "NO [UNAVAILABLE] not now");
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX).highestUid())
                .isEqualTo(5);
        assertThat(owed.of("sales", Optional.empty(), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(mail -> assertThat(mail.words()).isEqualTo("NO [UNAVAILABLE] not now"))
                .satisfies(mail -> assertThat(mail.uid()).isEqualTo(5))
                .satisfies(mail -> assertThat(mail.tries()).isEqualTo(1));
        assertThat(owed.counts("sales")).isEqualTo(Map.of("INBOX", 1L));
    }

    @Test
    void aMailThatIsArchivedAndOwedIsNotMissing() throws IOException {
        fixture.store(INBOX, 5, "as it came".getBytes(US_ASCII));
        owe(5, "it came the same in one way of asking only");
        owe(6, "NO [UNAVAILABLE] not now");
        assertThat(owed.count(INBOX)).isEqualTo(2);
        assertThat(owed.countMissing(INBOX)).isEqualTo(1);
        assertThat(owed.ofArchived(INBOX)).containsExactly(5L);
    }

    @Test
    void eachTryInVainMakesTheNextPauseLonger() throws IOException {
        owe(5, "first");
        Instant first = owed.nextTries("sales").get(INBOX);
        owe(5, "second");
        Instant second = owed.nextTries("sales").get(INBOX);
        assertThat(second).isAfter(first);
        assertThat(owed.of("sales", Optional.of("INBOX"), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(mail -> assertThat(mail.tries()).isEqualTo(2))
                .satisfies(mail -> assertThat(mail.words()).isEqualTo("second"));
        assertThat(OwedPause.after(1000)).isEqualTo(Duration.ofDays(1));
        assertThat(OwedPause.after(1)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aMailIsDueOnlyAfterItsPause() throws IOException {
        owe(5, "no");
        assertThat(atOffset(Duration.ofSeconds(-60)).due(INBOX)).isEmpty();
        assertThat(atOffset(OwedPause.after(1).plusSeconds(1)).due(INBOX))
                .extracting(OwedMail::uid)
                .isEqualTo(List.of(5L));
    }

    private OwedMails atOffset(Duration fromNow) {
        return new OwedMails(fixture.database(), Clock.offset(Clock.systemUTC(), fromNow));
    }

    @Test
    void whatCameIsOwedNoLonger() throws IOException {
        owe(5, "no");
        owe(6, "no");
        store(window -> window.paid(5), 6);
        assertThat(owed.of("sales", Optional.empty(), Long.MAX_VALUE, 10))
                .extracting(OwedMail::uid)
                .isEqualTo(List.of(6L));
    }

    @Test
    void aFolderWithOtherUidsForgetsWhatItWasOwed() throws IOException {
        owe(5, "no");
        owed.forget(INBOX);
        assertThat(owed.counts("sales")).isEmpty();
    }

    @Test
    void theListIsReadPageByPage() throws IOException {
        store(window -> List.of(3L, 4L, 5L).forEach(uid -> window.owe(uid, "no")), 5);
        List<OwedMail> first = owed.of("sales", Optional.empty(), Long.MAX_VALUE, 2);
        assertThat(first).extracting(OwedMail::uid).isEqualTo(List.of(5L, 4L));
        assertThat(owed.of("sales", Optional.empty(), first.get(1).id(), 2))
                .extracting(OwedMail::uid)
                .isEqualTo(List.of(3L));
    }

    @Test
    void whatIsOwedUnderAFormerUidValidityIsForgotten() throws IOException {
        owe(5, "NO broken");

        owed.forgetFormer(new FolderKey("sales", "INBOX", 7));
        assertThat(owed.count(INBOX)).isEqualTo(1);

        owed.forgetFormer(new FolderKey("sales", "INBOX", 8));
        assertThat(owed.count(INBOX)).isZero();
    }
}

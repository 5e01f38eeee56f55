package mailroom.intake;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.ODD;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import mailroom.archive.ArchiveFixture;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderKey;
import mailroom.folder.SightingFacts;
import org.junit.jupiter.api.Test;

class IntakeTest extends ArchiveTest {

    @Test
    void givesBackTheExactBytesOfOddMails() throws Exception {
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        for (byte[] mail : ODD) {
            assertThat(fixture.read(mail)).isEqualTo(mail);
        }
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX))
                .returns(6L, FolderCursor::highestUid)
                .returns(6L, FolderCursor::sightings);
    }

    @Test
    void storesTheSecondCopyOnceWithTwoSightings() throws Exception {
        FolderKey copy = new FolderKey("sales", "Archiv/Grüße", 7);
        assertThat(fixture.store(INBOX, 1, HELLO, HELLO)).isEqualTo(new Stored(1, 1, 0));
        assertThat(fixture.store(copy, 3, HELLO)).isEqualTo(new Stored(0, 1, 0));
        assertThat(fixture.ledger()).hasSize(3);
        assertThat(fixture.count("mail")).isEqualTo(1);
        assertThat(fixture.count("further_routing")).isZero();
    }

    @Test
    void routesAMailOfAnotherMailboxFurtherOnce() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        fixture.store(new FolderKey("support", "INBOX", 1), 1, HELLO);
        assertThat(fixture.count("further_routing")).isEqualTo(1);
        fixture.database().jdbi().useHandle(handle -> handle.execute("delete from further_routing"));
        fixture.store(new FolderKey("support", "Other", 1), 1, HELLO);
        assertThat(fixture.count("further_routing")).isZero();
    }

    @Test
    void ignoresAWindowThatIsRepeated() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        long length = Files.size(fixture.segment(1));
        Set<String> before = fixture.ledger();
        assertThat(fixture.store(INBOX, 1, HELLO, OTHER)).isEqualTo(new Stored(0, 0, 2));
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(Files.size(fixture.segment(1))).isEqualTo(length);
    }

    @Test
    void movesTheCursorOfAnEmptyWindowAndNeverBack() throws Exception {
        try (Window window = fixture.intake().open(INBOX)) {
            window.skip(8, "4 GiB is more than 2 GiB");
            fixture.intake().store(window, 9);
        }
        try (Window window = fixture.intake().open(INBOX)) {
            fixture.intake().store(window, 5);
        }
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX)).returns(9L, FolderCursor::highestUid);
        assertThat(fixture.count("incident")).isEqualTo(1);
    }

    @Test
    void doesNotTakeAMailThatIsShorterOrLongerThanAnnounced() throws Exception {
        try (Window window = fixture.intake().open(INBOX)) {
            SightingFacts facts = new SightingFacts(1, Optional.empty(), "", 0);
            try (MailSink sink = window.begin(facts, 3)) {
                sink.write(HELLO, 0, 2);
                assertThatThrownBy(sink::complete).isInstanceOf(MailSizeDiffers.class);
            }
            try (MailSink sink = window.begin(facts, 3)) {
                assertThatThrownBy(() -> sink.write(HELLO, 0, 4)).isInstanceOf(MailSizeDiffers.class);
            }
            assertThat(window.mails()).isZero();
        }
    }

    @Test
    void streamsALargeMailThroughAFileWithoutKeepingIt() throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        fixture.store(INBOX, 1, HELLO, large, OTHER);
        assertThat(fixture.read(large)).isEqualTo(large);
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        try (var left = Files.list(home.resolve("archive/incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void opensAWindowWhileAnotherIsMadeDurable() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        List<Integer> mails = new ArrayList<>();
        fixture.disk.beforeForce = () -> assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (Window next = fixture.intake().open(new FolderKey("support", "INBOX", 1))) {
                ArchiveFixture.fill(next, 1, HELLO);
                mails.add(next.mails());
            }
        });
        fixture.store(INBOX, 2, OTHER);
        assertThat(mails).containsExactly(1);
    }

    @Test
    void leavesNoTraceOfAFailedTransaction() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long length = Files.size(fixture.segment(1));
        fixture.database().jdbi().useHandle(handle -> handle.execute("rename column sighting.flags to broken"));
        assertThatThrownBy(() -> fixture.store(INBOX, 2, OTHER)).isInstanceOf(IllegalStateException.class);
        assertThat(Files.size(fixture.segment(1))).isEqualTo(length);
        assertThat(fixture.count("mail")).isEqualTo(1);
        fixture.database().jdbi().useHandle(handle -> handle.execute("rename column sighting.broken to flags"));
        assertThat(fixture.store(INBOX, 2, OTHER)).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void neverReportsSuccessAfterAFailedFsync() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        fixture.disk.fails = true;
        assertThatThrownBy(() -> fixture.store(INBOX, 2, OTHER)).isInstanceOf(IOException.class);
        fixture.disk.fails = false;
        assertThat(fixture.count("mail")).isEqualTo(1);
        fixture.store(INBOX, 2, OTHER);
        assertThat(fixture.segment(2)).exists();
        assertThat(fixture.read(HELLO)).isEqualTo(HELLO);
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void saysThatABacklogComesInWhileItsWindowsAreLargeAndAnotherIsOpen() throws Exception {
        assertThat(fixture.intake().isCatchingUp()).isFalse();
        fixture.store(INBOX, 1, HELLO);
        assertThat(fixture.intake().isCatchingUp()).isFalse();
        fixture.store(
                INBOX,
                2,
                IntStream.range(0, Window.MAX_MAILS / 2)
                        .mapToObj(number -> mail("backlog " + number))
                        .toArray(byte[][]::new));
        try (Window next = fixture.intake().open(INBOX)) {
            assertThat(next.mails()).isZero();
            assertThat(fixture.intake().isCatchingUp()).isTrue();
        }
        assertThat(fixture.intake().isCatchingUp()).isFalse();
    }

    @Test
    void keepsTheSegmentsForTheirOwnerOnly() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.segment(1))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("archive"))))
                .isEqualTo("rwx------");
    }
}

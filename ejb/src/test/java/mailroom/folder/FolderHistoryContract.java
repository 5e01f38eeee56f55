package mailroom.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveFixture;
import mailroom.archive.ArchiveReader;
import mailroom.incident.Incidents;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.MailId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a folder's mails after they were archived, on each database. */
abstract class FolderHistoryContract {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 7);
    private static final byte[] ONE = "Subject: one\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THREE = "Subject: third\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TWO = "Subject: other\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path home;

    private ArchiveFixture fixture;
    private FolderHistory history;

    abstract ArchiveFixture fixture(Path home);

    @BeforeEach
    void store() throws Exception {
        fixture = fixture(home);
        history = new FolderHistory(fixture.database());
        fixture.store(INBOX, 1, ONE, TWO, ONE);
    }

    @AfterEach
    void end() throws Exception {
        fixture.close();
    }

    @Test
    void vanishedMailsAreCountedOnceAndComeBackWithTheirFlags() {
        history.vanished(INBOX, List.of(1L, 2L, 9L));
        history.vanished(INBOX, List.of(2L));
        assertThat(history.mark(INBOX).live()).isEqualTo(1);
        assertThat(history.live(INBOX, 1, 9)).containsExactly(3L);
        history.flags(INBOX, Map.of(2L, "\\Seen", 77L, "\\Seen"));
        assertThat(history.sightingsAbove(INBOX, 1, 10))
                .containsEntry(2L, new KnownSighting("\\Seen", false))
                .containsOnlyKeys(2L, 3L);
        assertThat(history.mark(INBOX).live()).isEqualTo(2);
        assertThat(history.liveFrom(INBOX, 3)).isEqualTo(1);
    }

    @Test
    void highestModSeqMayGoBackAndACompareIsRemembered() {
        history.settle(INBOX, 90, true, Optional.of("F-1"));
        history.settle(INBOX, 30, false, Optional.empty());
        FolderMark mark = history.latest("sales", "INBOX").orElseThrow();
        assertThat(mark.modSeq()).isEqualTo(30);
        assertThat(mark.comparedAt()).isPresent();
        assertThat(mark.objectId()).isEmpty();
        assertThat(history.mark(INBOX.again())).isEqualTo(FolderMark.atStart(INBOX.again()));
        assertThat(INBOX.again().announcedUidValidity()).isEqualTo(7);
    }

    @Test
    void highestModSeqStaysAsItWasSettledWhenMoreMailsAreStored() throws Exception {
        history.settle(INBOX, 90, false, Optional.empty());
        fixture.store(INBOX, 10, ONE);
        assertThat(history.mark(INBOX).highestUid()).isEqualTo(10);
        assertThat(history.mark(INBOX).modSeq()).isEqualTo(90);
    }

    @Test
    void formerMailsAreFoundByTheirTraitAndGetAFurtherSightingWithoutTheirBytes() throws Exception {
        Archive archive = fixture.archive();
        FormerMails former = new FormerMails(fixture.database(), archive);
        SightedMail two = history.sighted(INBOX, 2).orElseThrow();
        Set<SightedMail> found = former.among(List.of(INBOX), Set.of(FormerMails.trait(two)));
        assertThat(found).containsExactly(two);
        try (ArchiveReader reader = former.reader()) {
            assertThat(FormerMails.beginning(reader, two, 1000)).isEqualTo(TWO);
        }
        FolderKey anew = new FolderKey("sales", "INBOX", 8);
        try (Window window = fixture.intake().open(anew)) {
            window.sighted(new SightingFacts(5, two.internalDate(), "\\Seen", 0), two.id());
            assertThat(fixture.intake().store(window, 5)).isEqualTo(new Stored(0, 1, 0));
        }
        assertThat(history.sighted(anew, 5).map(SightedMail::id)).contains(two.id());
        assertThat(history.mark(anew).live()).isEqualTo(1);
    }

    @Test
    void aFurtherSightingOfAnUnknownMailIsRefused() throws Exception {
        try (Window window = fixture.intake().open(INBOX)) {
            SightedMail one = history.sighted(INBOX, 1).orElseThrow();
            window.sighted(new SightingFacts(5, one.internalDate(), "", 0), MailId.of(new byte[32]));
            assertThatThrownBy(() -> fixture.intake().store(window, 5)).hasMessageContaining("has no mail");
        }
        assertThat(history.mark(INBOX).highestUid()).isEqualTo(3);
    }

    @Test
    void anotherMailUnderTheSameUidTakesThePlaceAndTheOldOneIsKept() throws Exception {
        fixture.store(INBOX, 2, THREE);

        assertThat(history.sighted(INBOX, 2).orElseThrow().id()).isEqualTo(ArchiveFixture.idOf(THREE));
        assertThat(fixture.read(TWO)).isEqualTo(TWO);
        assertThat(history.mark(INBOX).live()).isEqualTo(3);
        assertThat(history.latest("sales", "INBOX").orElseThrow().folder()).isEqualTo(INBOX);
        assertThat(history.sighted(INBOX.aside(0), 2).orElseThrow().id()).isEqualTo(ArchiveFixture.idOf(TWO));
        assertThat(history.live(INBOX.aside(0), 1, 9)).isEmpty();
        assertThat(new FolderCursors(fixture.database()).identities("sales", "INBOX"))
                .hasSize(1);
        assertThat(new Incidents(fixture.database()).latest(9))
                .extracting(Incidents.Incident::kind)
                .containsExactly("mail-replaced");
    }

    @Test
    void aRebuiltLedgerKnowsWhichMailCameLaterUnderAUid() throws Exception {
        fixture.store(INBOX, 2, THREE);
        fixture.store(INBOX, 2, ONE);
        var before = fixture.ledger();
        fixture.loseDatabase();
        for (int again = 0; again < 2; again++) {
            fixture.intake().take(fixture.scan(), true);
            assertThat(fixture.ledger()).hasSameSizeAs(before);
            assertThat(history.sighted(INBOX, 2).orElseThrow().id()).isEqualTo(ArchiveFixture.idOf(ONE));
            assertThat(history.mark(INBOX).live()).isEqualTo(3);
        }
    }

    @Test
    @Timeout(60)
    void aListAndWhatChangesInItsFolderNeverWaitForEachOther() throws Exception {
        List<Long> uids = LongStream.rangeClosed(4, 300).boxed().toList();
        fixture.store(INBOX, 4, uids.stream().map(FolderHistoryContract::mail).toArray(byte[][]::new));
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                withoutWaiting(() -> history.vanished(INBOX, uids));
                withoutWaiting(() -> history.flags(INBOX, Map.of(4L, "\\Seen", 300L, "\\Seen")));
            }
        });
        while (!changes.isDone()) {
            withoutWaiting(() -> history.live(INBOX, 1, Long.MAX_VALUE));
        }
        changes.get();
        assertThat(history.mark(INBOX).live()).isEqualTo(5);
    }

    /** Two that wait for each other stand for the three seconds until the database looks for a deadlock. */
    private static void withoutWaiting(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2500));
    }

    private static byte[] mail(long number) {
        return ("Subject: " + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theSameMailUnderItsUidIsPassedOver() throws Exception {
        assertThat(fixture.store(INBOX, 2, TWO).repeated()).isEqualTo(1);
        assertThat(new Incidents(fixture.database()).latest(9)).isEmpty();
    }
}

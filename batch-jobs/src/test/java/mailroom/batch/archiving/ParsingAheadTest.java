package mailroom.batch.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.SegmentLocation;
import mailroom.batch.PendingMails;
import mailroom.mail.MailId;
import mailroom.parse.Metadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParsingAheadTest {

    private static final MailId ID = new MailId("0".repeat(64));
    private static final int MAILS = 2 * PendingMails.MAILS + 7;

    private final ExecutorService second = Executors.newSingleThreadExecutor();
    private final Map<Long, Integer> parsed = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        second.shutdownNow();
    }

    @Test
    void parsesEachMailOnceAndKeepsTheOrderOfTheRows() throws InterruptedException {
        assertThat(all(new ParsingAhead(this::after, this::parse, second)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MAILS).boxed().toList());
        assertThat(parsed).hasSize(MAILS).values().containsOnly(1);
    }

    @Test
    void goesOnIntoTheNextWindowWhileTheOneBeforeIsWritten() throws InterruptedException {
        try (ParsingAhead ahead = new ParsingAhead(this::after, this::parse, second)) {
            read(ahead, ahead.window(0));
            Awaitility.await().until(() -> parsed.size() == 2 * PendingMails.MAILS);
        }
    }

    @Test
    void parsesOtherMailsWhileTheSecondThreadIsAtTheOneThatIsWanted() throws InterruptedException {
        CountDownLatch firstIsBegun = new CountDownLatch(1);
        CountDownLatch othersAreParsed = new CountDownLatch(PendingMails.MAILS - 1);
        try (ParsingAhead ahead = new ParsingAhead(
                row -> mails(row + 1, row + PendingMails.MAILS),
                mail -> {
                    if (mail.row() == 1) {
                        firstIsBegun.countDown();
                        await(othersAreParsed, "the job's thread waited for the second one");
                    } else {
                        othersAreParsed.countDown();
                    }
                    return parse(mail);
                },
                second)) {
            List<ParsingMail> window = ahead.window(0);
            await(firstIsBegun, "the second thread did nothing");
            assertThat(ahead.parsed(window.get(0)).row()).isEqualTo(1);
        }
    }

    @Test
    void looksAnewWhereTheRowsHaveMovedFurther() throws InterruptedException {
        try (ParsingAhead ahead = new ParsingAhead(this::after, this::parse, second)) {
            read(ahead, ahead.window(0));
            assertThat(read(ahead, ahead.window(PendingMails.MAILS + 5))).startsWith(PendingMails.MAILS + 6L);
        }
    }

    @Test
    void seesWhatCameAfterTheNextWindowWasFoundEmpty() throws InterruptedException {
        List<ReceivedMail> rows = new ArrayList<>(mails(1, PendingMails.MAILS));
        try (ParsingAhead ahead = new ParsingAhead(
                row -> rows.stream().filter(mail -> mail.row() > row).toList(), this::parse, Runnable::run)) {
            read(ahead, ahead.window(0));
            rows.addAll(mails(PendingMails.MAILS + 1, PendingMails.MAILS + 1));
            assertThat(read(ahead, ahead.window(PendingMails.MAILS))).containsExactly(PendingMails.MAILS + 1L);
        }
    }

    @ParameterizedTest
    @MethodSource("executorsThatDoNothing")
    void doesAllOfItAloneWhereNoOtherThreadIsFree(Executor none) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(all(new ParsingAhead(this::after, this::parse, none)))
                        .hasSize(MAILS));
    }

    private static Stream<Executor> executorsThatDoNothing() {
        return Stream.of(
                task -> {
                    throw new RejectedExecutionException();
                },
                task -> {
                    // it waits behind others for ever
                });
    }

    @Test
    void tellsTheJobThatTheArchiveIsNotThere() {
        try (ParsingAhead ahead = new ParsingAhead(
                this::after,
                mail -> {
                    throw new ArchiveHeld("segment 1 is not there");
                },
                second)) {
            assertThatThrownBy(() -> read(ahead, ahead.window(0)))
                    .isInstanceOf(ArchiveHeld.class)
                    .hasMessageContaining("segment 1");
        }
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).as(otherwise).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> all(ParsingAhead ahead) throws InterruptedException {
        List<Long> rows = new ArrayList<>();
        try (ahead) {
            List<Long> window = read(ahead, ahead.window(0));
            while (!window.isEmpty()) {
                rows.addAll(window);
                window = read(ahead, ahead.window(rows.get(rows.size() - 1)));
            }
        }
        return rows;
    }

    private static List<Long> read(ParsingAhead ahead, List<ParsingMail> window) throws InterruptedException {
        List<Long> rows = new ArrayList<>();
        for (ParsingMail mail : window) {
            rows.add(ahead.parsed(mail).row());
        }
        return rows;
    }

    private ParsedMail parse(ReceivedMail mail) {
        parsed.merge(mail.row(), 1, Integer::sum);
        return new ParsedMail(mail.row(), Metadata.unreadable("of a test"));
    }

    private List<ReceivedMail> after(long row) {
        return mails(row + 1, Math.min(row + PendingMails.MAILS, MAILS));
    }

    private static List<ReceivedMail> mails(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(row -> new ReceivedMail(row, ID, new SegmentLocation(1, row)))
                .toList();
    }
}

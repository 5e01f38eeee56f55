package mailroom.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import mailroom.archive.Hashes;
import mailroom.archive.member.Frames;
import mailroom.archive.member.Member;
import mailroom.folder.FolderKey;
import mailroom.folder.SightingFacts;
import mailroom.mail.MailId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WindowTest {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 7);
    private static final int LARGE = Window.ALWAYS_IN_MEMORY + 1;

    private final WindowMemory memory = new WindowMemory();
    private final ExecutorService others = Executors.newFixedThreadPool(3);
    private final Random random = new Random(7);

    @TempDir
    Path incoming;

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void keepsTheOrderOfMailsOfAllSizesWhoeverPacksThem() throws Exception {
        List<Executor> executors = List.of(others, Runnable::run, WindowTest::refuse, task -> {});
        for (Executor ahead : executors) {
            List<byte[]> mails = mailsOfAllSizes();
            try (Window window = window(ahead)) {
                fill(window, mails);
                window.sighted(facts(mails.size()), idOf(mails.get(0)));
                List<Arrival> arrivals = window.arrivals();
                assertThat(arrivals).extracting(Arrival::uid).containsExactlyElementsOf(uidsUpTo(mails.size()));
                for (int i = 0; i < mails.size(); i++) {
                    assertThat(arrivals.get(i).mail().id()).isEqualTo(idOf(mails.get(i)));
                    assertThat(arrivals.get(i).mail().size()).isEqualTo(mails.get(i).length);
                }
                assertThat(arrivals.get(mails.size()).mail().kind()).isEqualTo(Member.Kind.SIGHTING);
            }
        }
    }

    @Test
    void storesWhatCameUnderAUidAfterAnotherMailWasWithdrawn() throws Exception {
        List<byte[]> mails = List.of(mail(100), mail(200), mail(300));
        try (Window window = window(others)) {
            fill(window, mails.subList(0, 2));
            assertThat(window.withdraw(7)).isFalse();
            assertThat(window.withdraw(2)).isTrue();
            try (MailSink sink = window.begin(facts(1), 300)) {
                sink.write(mails.get(2), 0, 300);
                sink.complete();
            }
            assertThat(window.arrivals())
                    .extracting(arrival -> arrival.mail().id())
                    .containsExactly(idOf(mails.get(0)), idOf(mails.get(2)));
        }
    }

    @Test
    void packsEachMailIntoAFrameOfItsOwn() throws Exception {
        try (Window window = window(others)) {
            List<byte[]> mails = List.of("first\r\n".getBytes(US_ASCII), new byte[0], "third".getBytes(US_ASCII));
            fill(window, mails);
            List<Arrival> arrivals = window.arrivals();
            for (int i = 0; i < mails.size(); i++) {
                byte[] member = unpacked(arrivals.get(i));
                int size = mails.get(i).length;
                int blocks = (size + 511) / 512 * 512;
                byte[] content = new byte[blocks];
                System.arraycopy(mails.get(i), 0, content, 0, size);
                assertThat(member).endsWith(content);
                assertThat(new String(member, US_ASCII))
                        .startsWith("PaxHeaders/" + idOf(mails.get(i)).hex());
            }
        }
    }

    @Test
    void lendsACompressorWithNothingLeftOfABlockThatFailed() throws Exception {
        Frames failed = memory.borrowFrames();
        try (Window window = window(Runnable::run)) {
            fill(window, List.of(mail(100)));
            failed.addHeader(window.arrivals().get(0).mail());
        }
        assertThat(failed.length()).isPositive();
        memory.returnFrames(failed);
        List<Frames> lent = List.of(memory.borrowFrames(), memory.borrowFrames());
        assertThat(lent).contains(failed).allMatch(frames -> frames.length() == 0);
    }

    @Test
    void countsWhatItHoldsUntilItIsClosed() throws Exception {
        Window window = window(others);
        fill(window, List.of(mail(MailBlock.BYTES)));
        assertThat(memory.held()).isGreaterThanOrEqualTo(MailBlock.BYTES);
        window.arrivals();
        assertThat(memory.held()).isBetween(1L, MailBlock.BYTES + 20_000L);
        fill(window, List.of(mail(MailBlock.BYTES)));
        window.close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void givesNothingBackTwiceWhereItIsClosedWhileAMailIsPacked() throws Exception {
        for (int time = 0; time < 50; time++) {
            Window window = window(others);
            fill(window, List.of(mail(100_000), mail(200_000), mail(100_000)));
            window.close();
        }
        others.shutdown();
        while (!others.isTerminated()) {
            Thread.onSpinWait();
        }
        assertThat(memory.held()).isZero();
    }

    @Test
    void writesALargeMailIntoAFileWhereMemoryIsScarce() throws Exception {
        try (Window window = window(others)) {
            fill(window, List.of(mail(LARGE)));
            assertThat(incoming).isEmptyDirectory();
            memory.taken(WindowMemory.SCARCE_AT_BYTES);
            fill(window, List.of(mail(LARGE)));
            assertThat(incoming).isNotEmptyDirectory();
        }
        assertThat(incoming).isEmptyDirectory();
    }

    @Test
    void takesNoMoreBlocksAheadThanItsBoundWhereNobodyElsePacks() throws Exception {
        try (Window window = window(WindowTest::refuse)) {
            fill(window, Collections.nCopies(40, mail(MailBlock.BYTES)));
            long unpacked = (Packing.MOST_UNPACKED + 1) * (MailBlock.BYTES + 20_000L);
            assertThat(memory.held()).isLessThan(unpacked + 40 * 60_000L);
        }
    }

    @Test
    @Timeout(20)
    void windowsWithoutMailsLeaveTheirPlacesToOthers() throws Exception {
        List<Window> silent = new ArrayList<>();
        for (int i = 0; i < WindowMemory.FILLED_AT_ONCE; i++) {
            silent.add(window(others));
        }
        try (Window window = window(others)) {
            fill(window, List.of(mail(100)));
            assertThat(window.mails()).isEqualTo(1);
        }
        silent.forEach(Window::close);
        assertThat(memory.isInUse()).isFalse();
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException();
    }

    private Window window(Executor ahead) {
        return new Window(INBOX, memory, ahead, incoming, Instant.EPOCH);
    }

    private List<byte[]> mailsOfAllSizes() {
        List<byte[]> mails = new ArrayList<>();
        for (int size : List.of(0, 1, 511, 512, 513, LARGE, 3, MailBlock.BYTES, 5, Window.LARGEST_IN_MEMORY + 1, 9)) {
            mails.add(mail(size));
        }
        for (int i = 0; i < 200; i++) {
            mails.add(mail(random.nextInt(9_000)));
        }
        return mails;
    }

    /** A tenth of it does not compress. */
    private byte[] mail(int size) {
        byte[] mail = new byte[size];
        byte[] noise = new byte[size / 10];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, mail, 0, noise.length);
        return mail;
    }

    private static void fill(Window window, List<byte[]> mails) throws IOException {
        for (byte[] mail : mails) {
            try (MailSink sink = window.begin(facts(window.mails()), mail.length)) {
                int half = mail.length / 2;
                sink.write(mail, 0, half);
                sink.write(mail, half, mail.length - half);
                sink.complete();
            }
        }
    }

    private static SightingFacts facts(int before) {
        return new SightingFacts(before + 1, Optional.empty(), "", 0);
    }

    private static List<Long> uidsUpTo(int mails) {
        return LongStream.rangeClosed(1, mails + 1L).boxed().toList();
    }

    private static byte[] unpacked(Arrival arrival) {
        byte[] frame = new byte[arrival.frameLength()];
        System.arraycopy(arrival.frames(), arrival.frameAt(), frame, 0, frame.length);
        return Zstd.decompress(frame, (int) Zstd.getFrameContentSize(frame));
    }

    private static MailId idOf(byte[] mail) {
        return MailId.of(Hashes.sha256().digest(mail));
    }
}

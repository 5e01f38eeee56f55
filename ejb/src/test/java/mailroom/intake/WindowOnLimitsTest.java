package mailroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import mailroom.archive.Hashes;
import mailroom.folder.FolderKey;
import mailroom.folder.SightingFacts;
import mailroom.mail.MailId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowOnLimitsTest {

    private static final MailId KNOWN = MailId.of(Hashes.sha256().digest());

    @TempDir
    Path incoming;

    private final WindowMemory memory = new WindowMemory();
    private Window window;

    @BeforeEach
    void open() {
        window = new Window(new FolderKey("sales", "INBOX", 7), memory, Runnable::run, incoming, Instant.EPOCH);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private static SightingFacts facts(long uid) {
        return new SightingFacts(uid, Optional.empty(), "", 0);
    }

    private void mail(int size) throws IOException {
        try (MailSink sink = window.begin(facts(window.mails() + 1), size)) {
            sink.write(new byte[size], 0, size);
            sink.complete();
        }
    }

    private void sighted(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            window.sighted(facts(window.mails() + 1), KNOWN);
        }
    }

    @Test
    void isFullWith500MailsAndTakesNotOneMore() throws Exception {
        sighted(Window.MAX_MAILS - 1);
        assertThat(window.isFull()).isFalse();
        mail(1);
        assertThat(window.mails()).isEqualTo(Window.MAX_MAILS);
        assertThat(window.isFull()).isTrue();
        assertThatThrownBy(() -> window.begin(facts(501), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sighted(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isFullWith500UidsOfWhichSomeAreSkippedOrOwedOrGone() throws Exception {
        sighted(Window.MAX_MAILS - 4);
        window.skip(1000, "too large");
        window.owe(1001, "not given");
        window.gone(1002);
        assertThat(window.isFull()).isFalse();
        window.gone(1003);
        assertThat(window.isFull()).isTrue();
    }

    @Test
    void isFullWith16MebibytesAndNotOneByteBefore() throws Exception {
        for (int i = 0; i < 3; i++) {
            mail(4 << 20);
        }
        mail((4 << 20) - 1);
        assertThat(window.bytes()).isEqualTo(Window.MAX_BYTES - 1);
        assertThat(window.isFull()).isFalse();
        mail(1);
        assertThat(window.isFull()).isTrue();
    }

    @Test
    void isFullWithOneMebibyteWhereMemoryIsScarce() throws Exception {
        mail((1 << 20) - 1);
        memory.taken(WindowMemory.SCARCE_AT_BYTES);
        assertThat(window.isFull()).isFalse();
        mail(1);
        assertThat(window.isFull()).isTrue();
        memory.taken(-WindowMemory.SCARCE_AT_BYTES);
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void isLargeWithHalfOfTheMailsOrOfTheBytes() throws Exception {
        sighted(Window.MAX_MAILS / 2 - 1);
        assertThat(window.isLarge()).isFalse();
        sighted(1);
        assertThat(window.isLarge()).isTrue();
        window.close();
        open();
        mail(4 << 20);
        mail((4 << 20) - 1);
        assertThat(window.isLarge()).isFalse();
        mail(1);
        assertThat(window.isLarge()).isTrue();
    }

    @Test
    void takesAMailWithoutAnyByteAndNoneOfANegativeSize() throws Exception {
        mail(0);
        assertThat(window.mails()).isEqualTo(1);
        assertThatThrownBy(() -> window.begin(facts(2), -1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesOneMailAtATimeAndNoneOnceItIsClosed() throws Exception {
        try (MailSink sink = window.begin(facts(1), 1)) {
            assertThatThrownBy(() -> window.begin(facts(2), 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sighted(1)).isInstanceOf(IllegalStateException.class);
        }
        sighted(1);
        window.close();
        assertThatThrownBy(() -> window.begin(facts(2), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sighted(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void gathersFourMebibytesInMemoryAndALargerMailInAFile() throws Exception {
        mail(Window.LARGEST_IN_MEMORY);
        assertThat(incoming).isEmptyDirectory();
        mail(Window.LARGEST_IN_MEMORY + 1);
        assertThat(incoming).isNotEmptyDirectory();
    }

    @Test
    void gathersOneMebibyteInMemoryAlsoWhereThatIsScarce() throws Exception {
        memory.taken(WindowMemory.SCARCE_AT_BYTES);
        mail(Window.ALWAYS_IN_MEMORY);
        assertThat(incoming).isEmptyDirectory();
        mail(Window.ALWAYS_IN_MEMORY + 1);
        assertThat(incoming).isNotEmptyDirectory();
    }

    @Test
    void leavesNoFileOfAMailThatDidNotCome() throws Exception {
        try (MailSink sink = window.begin(facts(1), Window.LARGEST_IN_MEMORY + 1)) {
            sink.write(new byte[10], 0, 10);
            assertThat(incoming).isNotEmptyDirectory();
        }
        assertThat(incoming).isEmptyDirectory();
        assertThat(window.mails()).isZero();
    }
}

package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import mailroom.PrivateDovecot;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against a real Dovecot. */
class DovecotSessionIT {

    private static final byte[] FIRST = "Subject: one\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECOND = "Subject: two\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static PrivateDovecot dovecot;

    @BeforeAll
    static void start() throws IOException {
        dovecot = PrivateDovecot.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    /** No attempt before made copies. */
    private static final CopyRecord NOTHING_BEFORE = new CopyRecord() {
        @Override
        public boolean mayBeThere() {
            return false;
        }

        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    @Test
    void fetchesTheExactBytesOfAWindow() throws IOException {
        dovecot.append("window", "INBOX", FIRST, SECOND);
        try (ImapSession session = login("window")) {
            assertThat(fetchAll(session, "INBOX")).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void fetchesALargeMailInPieces() throws IOException {
        byte[] large = new byte[ImapSession.PIECE_BYTES * 2 + 12];
        Arrays.fill(large, (byte) 'x');
        for (int i = 78; i < large.length; i += 80) {
            large[i] = '\r';
            large[i + 1] = '\n';
        }
        byte[] start = "Subject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, large, 0, start.length);
        dovecot.append("pieces", "INBOX", large);
        try (ImapSession session = login("pieces")) {
            OpenFolder inbox = session.examine(session.folder("INBOX"));
            long size = session.sizesAbove(inbox, 0).byUid().get(1L);
            Bytes received = new Bytes();
            assertThat(session.fetchInPieces(1, size, received)).isTrue();
            assertThat(received.mails).containsExactly(large);
        }
    }

    @Test
    void changesNothingOnTheServer() throws IOException {
        dovecot.append("unseen", "INBOX", FIRST, SECOND);
        String before = dovecot.doveadm("fetch", "-u", "unseen", "uid flags modseq", "mailbox", "INBOX", "all");
        try (ImapSession session = login("unseen")) {
            fetchAll(session, "INBOX");
        }
        assertThat(dovecot.doveadm("fetch", "-u", "unseen", "uid flags modseq", "mailbox", "INBOX", "all"))
                .isEqualTo(before);
    }

    @Test
    void namesFoldersInUnicode() throws IOException {
        dovecot.append("names", "Ablage/Größe & 日本", FIRST);
        try (ImapSession session = login("names")) {
            assertThat(fetchAll(session, "Ablage/Größe & 日本")).containsExactly(FIRST);
            assertThat(session.folder("Junk").has("\\junk")).isTrue();
        }
    }

    @Test
    void wakesFromIdleByNewMailAndByHand() throws IOException {
        dovecot.append("idle", "INBOX", FIRST);
        try (ImapSession session = login("idle")) {
            OpenFolder inbox = session.examine(session.folder("INBOX"));
            session.sizesAbove(inbox, 0);
            IdleWatch idle = new IdleWatch(session);
            boolean news = idle.await(Duration.ofSeconds(20), () -> append("idle"));
            assertThat(news).isTrue();
            assertThat(session.sizesAbove(inbox.later(), 1).byUid()).hasSize(1);
            assertThat(idle.await(Duration.ofSeconds(20), () -> wake(idle))).isFalse();
            assertThat(idle.await(Duration.ofMillis(50), () -> {})).isFalse();
        }
    }

    private static void append(String user) {
        try {
            dovecot.append(user, "INBOX", SECOND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void wake(IdleWatch idle) {
        try {
            idle.wake();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void copiesMovesAndRemovesSingleUids() throws IOException {
        dovecot.append("changes", "INBOX", FIRST, SECOND);
        try (ImapSession session = login("changes")) {
            ListedFolder inbox = session.folder("INBOX");
            OpenFolder open = session.examine(inbox);
            FolderChanges changes = new FolderChanges(session);
            changes.select(inbox, open.uidValidity());
            changes.createIfMissing("Größe", inbox.separator());
            changes.copy(List.of(1L), "Größe", inbox.separator(), NOTHING_BEFORE);
            changes.move(List.of(2L), "Größe", inbox.separator(), NOTHING_BEFORE);
            changes.remove(List.of(1L));
            assertThat(fetchAll(session, "Größe")).containsExactly(FIRST, SECOND);
            assertThat(session.sizesAbove(session.examine(inbox), 0).byUid()).isEmpty();
        }
    }

    @Test
    void tellsAWrongPasswordWithoutNamingIt() {
        assertThatThrownBy(() -> ImapSession.open(address(), "someone", new Secret("wrong"), ImapTimeouts.DEFAULT))
                .isInstanceOfSatisfying(
                        ImapProblem.class, problem -> assertThat(problem.word()).isEqualTo("login-rejected"))
                .hasMessageNotContaining("wrong")
                .hasMessageNotContaining("someone");
    }

    @Test
    void fetchesTheCorpusByteForByte() throws IOException {
        String corpus = System.getProperty("mailroom.corpus", "");
        Assumptions.assumeTrue(!corpus.isEmpty(), "mailroom.corpus is not set");
        List<byte[]> mails = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(corpus).resolveSibling("MAILS.tsv"))) {
            mails.add(withCrlf(Files.readAllBytes(Path.of(corpus, line.split("\t")[0]))));
        }
        dovecot.append("corpus", "INBOX", mails.toArray(new byte[0][]));
        try (ImapSession session = login("corpus")) {
            List<byte[]> fetched = fetchAll(session, "INBOX");
            assertThat(fetched).hasSameSizeAs(mails);
            for (int i = 0; i < mails.size(); i++) {
                assertThat(Arrays.equals(fetched.get(i), mails.get(i)))
                        .as("mail %d is unchanged", i)
                        .isTrue();
            }
        }
    }

    /** What Dovecot serves of it: it drops last CRs without LF, and NUL, which IMAP cannot carry, becomes 0x80. */
    private static byte[] withCrlf(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String served =
                text.replaceAll("(?<!\r)\n", "\r\n").replaceAll("\r+\\z", "").replace('\0', '\u0080');
        return served.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ServerAddress address() {
        return new ServerAddress("127.0.0.1", dovecot.port(), ServerAddress.Tls.NONE, Optional.empty());
    }

    private static ImapSession login(String user) throws IOException {
        return ImapSession.open(address(), user, new Secret(PrivateDovecot.PASSWORD), ImapTimeouts.DEFAULT);
    }

    private static List<byte[]> fetchAll(ImapSession session, String folder) throws IOException {
        OpenFolder open = session.examine(session.folder(folder));
        SortedMap<Long, Long> sizes = session.sizesAbove(open, 0).byUid();
        Bytes received = new Bytes();
        session.fetch(sizes.keySet().stream().mapToLong(uid -> uid).toArray(), Integer.MAX_VALUE, received);
        return received.mails;
    }

    private static final class Bytes implements MailReceiver {

        private final List<byte[]> mails = new ArrayList<>();
        private ByteArrayOutputStream open;

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) {
            open = new ByteArrayOutputStream();
            return open;
        }

        @Override
        public void complete(MailFacts facts) {
            mails.add(open.toByteArray());
        }
    }
}

package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mailroom.PrivateDovecot;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.TcpFaultProxy.Direction;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** COMPRESS=DEFLATE with a real Dovecot: the same bytes, fewer of them on the wire. Prints what both ways take. */
@Timeout(120)
class DovecotCompressionIT {

    private static final int MAILS = Integer.getInteger("mailroom.compression.mails", 100);
    private static final int MAIL_BYTES = 60 * 1024;
    private static PrivateDovecot dovecot;
    private static TcpFaultProxy proxy;
    private static byte[][] mails;

    @BeforeAll
    static void start() throws IOException {
        dovecot = PrivateDovecot.start("protocol imap {\n  mail_plugins = imap_zlib\n}");
        proxy = new TcpFaultProxy(dovecot.port());
        mails = mails();
        dovecot.append("packed", "INBOX", mails);
    }

    /** From the corpus where it is at hand, otherwise half text and half a picture's base64. */
    private static byte[][] mails() throws IOException {
        String corpus = System.getProperty("mailroom.corpus", "");
        if (!corpus.isEmpty()) {
            try (Stream<Path> files = Files.walk(Path.of(corpus))) {
                List<byte[]> read = new ArrayList<>();
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(".eml"))
                        .sorted()
                        .limit(MAILS)
                        .toList()) {
                    read.add(Files.readAllBytes(file));
                }
                if (!read.isEmpty()) {
                    return read.toArray(byte[][]::new);
                }
            }
        }
        Random random = new Random(7);
        byte[][] made = new byte[MAILS][];
        for (int i = 0; i < MAILS; i++) {
            byte[] picture = new byte[MAIL_BYTES * 3 / 8];
            random.nextBytes(picture);
            String text = "The quick brown fox " + i + " jumps over the lazy dog.\r\n";
            String mail = "Subject: " + i + "\r\n\r\n" + text.repeat(MAIL_BYTES / 2 / text.length())
                    + Base64.getMimeEncoder().encodeToString(picture) + "\r\n";
            made[i] = mail.getBytes(StandardCharsets.US_ASCII);
        }
        return made;
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            proxy.close();
            dovecot.close();
        }
    }

    private static List<byte[]> fetch(Compression compression) throws IOException {
        ServerAddress address = new ServerAddress("127.0.0.1", proxy.port(), ServerAddress.Tls.NONE, Optional.empty());
        ConnectionTerms terms = new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, compression);
        List<byte[]> fetched = new ArrayList<>();
        proxy.forgetCounts();
        long begun = System.nanoTime();
        try (ImapSession session = ImapSession.open(
                address, ImapLogin.withPassword("packed", new Secret(PrivateDovecot.PASSWORD)), terms)) {
            session.examine(session.folder("INBOX"));
            session.fetch(LongStream.rangeClosed(1, mails.length).toArray(), Integer.MAX_VALUE, into(fetched));
        }
        System.out.printf(
                "compression %s: %d mails, %d bytes on the wire, %d ms%n",
                compression,
                fetched.size(),
                proxy.bytes(Direction.TO_CLIENT),
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return fetched;
    }

    private static MailReceiver into(List<byte[]> fetched) {
        return new MailReceiver() {

            private ByteArrayOutputStream open;

            @Override
            public OutputStream body(Optional<MailFacts> facts, long length) {
                open = new ByteArrayOutputStream();
                return open;
            }

            @Override
            public void complete(MailFacts facts) {
                fetched.add(open.toByteArray());
            }
        };
    }

    @Test
    void bringsTheSameBytesWithFewerOnTheWire() throws IOException {
        List<byte[]> plain = fetch(Compression.NEVER);
        long plainBytes = proxy.bytes(Direction.TO_CLIENT);
        List<byte[]> packed = fetch(Compression.ALWAYS);
        long packedBytes = proxy.bytes(Direction.TO_CLIENT);
        fetch(Compression.NEVER);
        fetch(Compression.ALWAYS);
        assertThat(plain).hasSize(mails.length);
        assertThat(Arrays.deepEquals(plain.toArray(), packed.toArray())).isTrue();
        assertThat(packedBytes).isLessThan(plainBytes * 9 / 10);
    }
}

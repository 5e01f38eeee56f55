package mailroom.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The limit: one UID FETCH streamed into one file with one fsync, nothing looked at. */
final class PlainFetch {

    private static final int BUFFER = 256 * 1024;
    private static final int LONGEST_LAST_LINE = 4096;
    private static final int LONGEST_SILENCE_MILLIS = 60_000;

    private PlainFetch() {}

    /** @return mails a second */
    static double rate(Target target) throws IOException {
        Path file = Files.createTempFile("plain-fetch", null);
        long begun = System.nanoTime();
        try (Socket socket = connect(target);
                FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
            InputStream in = socket.getInputStream();
            send(socket, "a LOGIN " + target.user() + " " + target.password());
            drain(in, null, "a OK");
            send(socket, "b EXAMINE INBOX");
            drain(in, null, "b OK");
            send(socket, "c UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])");
            drain(in, out, "\r\nc OK");
            out.force(true);
            return target.mails() / ((System.nanoTime() - begun) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static Socket connect(Target target) throws IOException {
        if (target.authority().isEmpty()) {
            return new Socket(target.host(), target.port());
        }
        try (InputStream pem = Files.newInputStream(target.authority().get())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory().createSocket(target.host(), target.port());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Until the last bytes read hold the end. */
    private static void drain(InputStream in, FileChannel out, String end) throws IOException {
        byte[] buffer = new byte[BUFFER];
        String tail = "";
        while (!tail.contains(end)) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("the server closed before " + end.strip());
            }
            if (out != null) {
                out.write(ByteBuffer.wrap(buffer, 0, count));
            }
            int from = Math.max(0, count - LONGEST_LAST_LINE);
            tail = tail.substring(Math.max(0, tail.length() - 10))
                    + new String(buffer, from, count - from, StandardCharsets.ISO_8859_1);
        }
    }
}

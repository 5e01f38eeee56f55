package mailroom.camel.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import mailroom.camel.host.HostAddresses;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.settings.ServerAddress;

/** The connected socket with what is wrapped around it; every wait on it has an end, also that of a write. */
public final class Wire implements AutoCloseable {

    private static final int INFLATER_BYTES = 64 * 1024;

    private final ServerAddress server;
    private final Duration longestWrite;
    private final Duration longestHandshake;
    private final UsageGate gate;
    private final Socket raw;
    private Socket socket;
    private CountedInput counted;
    private InputStream input;
    private OutputStream output;
    private int soTimeout = -1;

    private Wire(ServerAddress server, Socket raw, ConnectionTerms terms) throws IOException {
        this.server = server;
        this.raw = raw;
        longestWrite = terms.timeouts().read();
        longestHandshake = terms.timeouts().response();
        gate = terms.gate();
        use(raw);
    }

    /** Connects; clear text goes to loopback hosts only. */
    public static Wire to(ServerAddress server, ConnectionTerms terms) throws IOException {
        Socket socket = HostAddresses.SYSTEM.connect(server, terms.timeouts().connect());
        try {
            socket.setSoTimeout((int) terms.timeouts().read().toMillis());
            return new Wire(server, socket, terms);
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private void use(Socket next) throws IOException {
        socket = next;
        counted = new CountedInput(next.getInputStream(), gate);
        input = counted;
        output = next.getOutputStream();
        soTimeout = -1;
    }

    /** Goes on inside TLS; the handshake as a whole may take as long as a response. */
    public void startTls() throws IOException {
        CompletableFuture<Void> done = closesIn(longestHandshake);
        try {
            use(Tls.over(raw, server));
        } catch (IOException e) {
            throw done.isCompletedExceptionally()
                    ? new ImapProblem(Kind.TIMEOUT, server + " does not end the TLS handshake", e)
                    : e;
        } finally {
            done.complete(null);
        }
    }

    /** Unless it is completed before. */
    private CompletableFuture<Void> closesIn(Duration time) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            close();
            return null;
        });
        return done;
    }

    /** @param begun what came behind the answer that started it: it is compressed already */
    public void startCompression(byte[] begun) {
        InputStream compressed = new SequenceInputStream(new ByteArrayInputStream(begun), counted);
        input = new InflaterInputStream(compressed, new Inflater(true), INFLATER_BYTES);
        output = new StoredBlocks(output);
    }

    /** Bytes that came so far, as they are below compression. */
    long received() {
        return counted.total();
    }

    public boolean isLoopback() {
        return raw.getInetAddress().isLoopbackAddress();
    }

    /** @return at least one byte's count; a time-out if none came in so many milliseconds */
    int read(byte[] into, int millis) throws IOException {
        if (millis != soTimeout) {
            socket.setSoTimeout(millis);
            soTimeout = millis;
        }
        int count = inflated(into);
        if (count < 0) {
            throw new ImapProblem(Kind.CONNECTION_LOST, "the server closed the connection without a word");
        }
        return count;
    }

    private int inflated(byte[] into) throws IOException {
        try {
            return input.read(into, 0, into.length);
        } catch (ZipException broken) {
            throw new ImapProblem(Kind.PROTOCOL_ERROR, server + " sends what is not DEFLATE", broken);
        } catch (EOFException ended) {
            return -1;
        }
    }

    /** A server that does not read fills the buffers, and no time-out of a socket ends a write: closing it does. */
    public void write(byte[] bytes) throws IOException {
        CompletableFuture<Void> written = closesIn(longestWrite);
        try {
            synchronized (this) {
                output.write(bytes);
                output.flush();
            }
        } catch (IOException e) {
            throw written.isCompletedExceptionally() ? notRead(e) : e;
        } finally {
            written.complete(null);
        }
    }

    private ImapProblem notRead(IOException cause) {
        return new ImapProblem(
                Kind.TIMEOUT, server + " has not read a command for " + longestWrite.toSeconds() + " s", cause);
    }

    /** At once: the socket below TLS, because closing TLS waits for a write that hangs. */
    @Override
    public void close() {
        closeQuietly(raw);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // closing is all that was wanted
        }
    }
}

package mailroom.camel.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;

/** An IMAP server that says what the test wants, to each connection the same. */
public final class ScriptedServer implements AutoCloseable {

    /** What the server says and hears on one connection. */
    @FunctionalInterface
    public interface Script {
        void play(Talk talk) throws Exception;
    }

    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> accept(script), "scripted-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread thread = new Thread(() -> serve(socket, script), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.play(new Talk(socket));
        } catch (Exception clientWentAway) {
            // the client's side is what the test looks at
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public ServerAddress address(ServerAddress.Tls tls) {
        return new ServerAddress("127.0.0.1", port(), tls, Optional.empty());
    }

    public ImapSession login(ImapTimeouts timeouts) throws IOException {
        return ImapSession.open(address(ServerAddress.Tls.NONE), "user", new Secret("password"), timeouts);
    }

    /** Every line from every client. */
    public List<String> heard() {
        return heard;
    }

    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }

    /** One connection, seen from the server. */
    public final class Talk {

        private final BufferedReader in;
        private final OutputStream out;

        Talk(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        public void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        public void say(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        /** The next line; fails where the client has gone. */
        public String hear() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the client has gone");
            }
            heard.add(line);
            return line;
        }

        public void answerOk(String before) throws IOException {
            String tag = hear().split(" ")[0];
            say(before + tag + " OK done\r\n");
        }

        /** Greets and lets anybody in. */
        public void letIn() throws IOException {
            say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] hello\r\n");
            answerOk("");
        }
    }
}

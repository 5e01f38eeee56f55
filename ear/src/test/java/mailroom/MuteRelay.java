package mailroom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP relay on loopback that takes whole mails, and while it is mute owes the reply to the final dot for ever. */
final class MuteRelay implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile boolean mute;

    MuteRelay() throws IOException {
        start(this::serve);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "mute-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void mute(boolean next) {
        mute = next;
    }

    /** Whole mails up to their final dot, in order. */
    List<String> taken() {
        return taken;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> session(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void session(Socket client) {
        try (client) {
            var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            say(client, "220 relay.example.com ESMTP");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "DATA" -> {
                        say(client, "354 go on");
                        taken.add(data(lines));
                        if (!mute) {
                            say(client, "250 2.0.0 taken");
                        }
                    }
                    case "QUIT" -> {
                        say(client, "221 2.0.0 bye");
                        return;
                    }
                    default -> say(client, "250 2.0.0 ok");
                }
            }
        } catch (IOException ended) {
            System.getLogger(MuteRelay.class.getName()).log(System.Logger.Level.DEBUG, "a session has ended", ended);
        }
    }

    private static String data(BufferedReader lines) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

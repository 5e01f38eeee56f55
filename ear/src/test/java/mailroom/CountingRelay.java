package mailroom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An SMTP relay on loopback that takes every mail and keeps its Message-ID and how many bytes it had, nothing else. */
final class CountingRelay implements AutoCloseable {

    private static final int LONGEST_SILENCE_MS = 120_000;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Long> taken = new ConcurrentHashMap<>();

    CountingRelay() throws IOException {
        daemon(this::serve);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "counting-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Bytes of each mail by its Message-ID. */
    Map<String, Long> taken() {
        return taken;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(() -> session(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void session(Socket client) {
        try (client) {
            client.setSoTimeout(LONGEST_SILENCE_MS);
            InputStream input = new BufferedInputStream(client.getInputStream(), 64 * 1024);
            say(client, "220 relay.example.com ESMTP");
            for (String line = line(input); line != null; line = line(input)) {
                String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                if (verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("DATA")) {
                    say(client, "354 go on");
                    take(input);
                }
                say(client, "250 2.0.0 ok");
            }
        } catch (IOException ended) {
            System.getLogger(CountingRelay.class.getName())
                    .log(System.Logger.Level.DEBUG, "a session has ended", ended);
        }
    }

    private void take(InputStream input) throws IOException {
        long bytes = 0;
        String id = "";
        for (String line = line(input); line != null && !line.equals("."); line = line(input)) {
            bytes += line.length() + 2;
            if (id.isEmpty() && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                id = line.substring(11).strip();
            }
        }
        taken.put(id, bytes);
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package mailroom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP relay on loopback that answers 451 to the first attempt at each recipient and takes the second. */
final class GreylistingRelay implements AutoCloseable {

    private static final int LONGEST_SILENCE_MS = 60_000;

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    GreylistingRelay() throws IOException {
        Thread thread = new Thread(this::serve, "greylisting-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Recipients' addresses as refused with 451, in order. */
    List<String> refused() {
        return refused;
    }

    /** Whole mails as taken, in order. */
    List<String> taken() {
        return taken;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(LONGEST_SILENCE_MS);
                session(client);
            } catch (IOException ended) {
                System.getLogger(GreylistingRelay.class.getName())
                        .log(System.Logger.Level.DEBUG, "a session has ended", ended);
            }
        }
    }

    private void session(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 relay.example.com ESMTP");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "RCPT" -> say(client, recipient(line));
                case "DATA" -> {
                    say(client, "354 go on");
                    taken.add(data(lines));
                    say(client, "250 2.0.0 taken as " + taken.size());
                }
                case "QUIT" -> {
                    say(client, "221 2.0.0 bye");
                    return;
                }
                default -> say(client, "250 2.0.0 ok");
            }
        }
    }

    private String recipient(String line) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        if (known.add(address)) {
            refused.add(address);
            return "451 4.7.1 greylisted, come again";
        }
        return "250 2.1.5 ok";
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

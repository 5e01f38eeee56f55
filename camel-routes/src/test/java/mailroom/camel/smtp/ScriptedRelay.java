package mailroom.camel.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import mailroom.settings.ServerAddress.Tls;

/** An SMTP server on loopback that answers as it is told; a command's longest known start decides. */
final class ScriptedRelay implements AutoCloseable {

    /** In place of a reply: the connection ends without one. */
    static final String CUT = "CUT";

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new LinkedHashMap<>();
    private final ServerSocket server;
    private volatile SSLContext certificate;
    private volatile Tls tls = Tls.NONE;

    ScriptedRelay() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answers("greeting", "220 relay");
        answers("EHLO", "250-relay\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 10000000");
        answers("MAIL", "250 2.1.0 ok");
        answers("RCPT", "250 2.1.5 ok");
        answers("DATA", "354 go on");
        answers("dot", "250 2.0.0 queued as 1");
        answers("RSET", "250 ok");
        answers("QUIT", "221 bye");
        start(this::accept);
    }

    ScriptedRelay answers(String command, String reply) {
        synchronized (replies) {
            replies.put(command, reply);
        }
        return this;
    }

    /** From the first byte on, or from STARTTLS on, which it offers then. */
    ScriptedRelay isInside(Tls wanted, SSLContext shown) {
        certificate = shown;
        tls = wanted;
        return wanted == Tls.STARTTLS
                ? answers("EHLO", "250-relay\r\n250-AUTH PLAIN\r\n250 STARTTLS").answers("STARTTLS", "220 go")
                : answers("EHLO", "250-relay\r\n250 AUTH PLAIN");
    }

    int port() {
        return server.getLocalPort();
    }

    void cutAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> talk(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void talk(Socket plain) {
        try (Socket socket = tls == Tls.IMPLICIT ? protect(plain) : plain) {
            if (answer(socket.getOutputStream(), "greeting")) {
                converse(socket);
            }
        } catch (IOException gone) {
            // the client left
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        boolean goesOn = true;
        while (goesOn) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            commands.add(line);
            goesOn = answer(out, line);
            if (line.equals("STARTTLS") && tls == Tls.STARTTLS) {
                converse(protect(socket));
                return;
            }
            if (goesOn && line.equals("DATA") && reply(line).startsWith("354")) {
                mails.add(content(in));
                goesOn = answer(out, "dot");
            }
        }
    }

    private Socket protect(Socket plain) throws IOException {
        InputStream nothingRead = null;
        return certificate.getSocketFactory().createSocket(plain, nothingRead, true);
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
            content.append(line).append('\n');
        }
        return content.toString();
    }

    private boolean answer(OutputStream out, String command) throws IOException {
        String reply = reply(command);
        if (reply.equals(CUT)) {
            return false;
        }
        out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return !reply.startsWith("421") && !reply.startsWith("221");
    }

    private String reply(String command) {
        synchronized (replies) {
            return replies.entrySet().stream()
                    .filter(entry -> command.startsWith(entry.getKey()))
                    .max((one, other) -> Integer.compare(
                            one.getKey().length(), other.getKey().length()))
                    .map(Map.Entry::getValue)
                    .orElse("500 unknown");
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }
}

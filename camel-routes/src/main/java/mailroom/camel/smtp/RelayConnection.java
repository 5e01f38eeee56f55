package mailroom.camel.smtp;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import mailroom.camel.host.ClearTextRefused;
import mailroom.camel.host.HostAddresses;
import mailroom.camel.imap.wire.Tls;
import mailroom.settings.RelaySettings;
import mailroom.settings.ServerAddress;

/** One connection to a relay, greeted, protected and logged in. For one thread. */
final class RelayConnection implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final RelaySettings relay;
    private final SmtpTimeouts timeouts;
    private final ScheduledExecutorService watch;
    private Socket socket;
    private ReplyInput input;
    private OutputStream output;
    private Extensions extensions;
    private int mails;
    private boolean usable = true;

    private RelayConnection(RelaySettings relay, SmtpTimeouts timeouts, ScheduledExecutorService watch) {
        this.relay = relay;
        this.timeouts = timeouts;
        this.watch = watch;
    }

    /** @param watch closes the connection when a phase takes too long, writing included */
    static RelayConnection open(
            RelaySettings relay, SmtpTimeouts timeouts, HostAddresses addresses, ScheduledExecutorService watch)
            throws IOException {
        RelayConnection connection = new RelayConnection(relay, timeouts, watch);
        try {
            connection.connect(addresses);
            connection.begin();
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void connect(HostAddresses addresses) throws IOException {
        ServerAddress server = relay.server();
        try {
            socket = addresses.connect(server, timeouts.connect());
            socket.setSoTimeout((int) timeouts.reply().toMillis());
        } catch (UnknownHostException e) {
            throw new RelayProblem("the relay's host " + server.host() + " is unknown", e);
        } catch (ClearTextRefused e) {
            throw new RelayProblem("without TLS a relay is on loopback only", e);
        } catch (IOException e) {
            throw new RelayProblem("no connection to " + server + ": " + e.getMessage(), e);
        }
    }

    private void begin() throws IOException {
        try (Limit limit = within(timeouts.reply())) {
            if (relay.server().tls() == ServerAddress.Tls.IMPLICIT) {
                protect();
            } else {
                useSocket();
            }
            require(reply(timeouts.reply()), "the greeting");
            greet();
            if (relay.server().tls() == ServerAddress.Tls.STARTTLS) {
                startTls();
            }
        }
        if (relay.login().isPresent()) {
            logIn(relay.login().get());
        }
    }

    private void useSocket() throws IOException {
        input = new ReplyInput(socket);
        output = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    private void protect() throws IOException {
        socket = Tls.over(socket, relay.server());
        useSocket();
    }

    private void greet() throws IOException {
        extensions = Extensions.of(require(command("EHLO " + ownName()), "EHLO"));
    }

    /** Gives an address literal (RFC 5321, 4.1.3), which is true on every machine. */
    private String ownName() {
        String address = socket.getLocalAddress().getHostAddress().replaceAll("%.*", "");
        return socket.getLocalAddress() instanceof Inet6Address ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    private void startTls() throws IOException {
        if (!extensions.has("STARTTLS")) {
            throw new RelayProblem(relay.server() + " does not offer STARTTLS, and nothing is sent without");
        }
        require(command("STARTTLS"), "STARTTLS");
        if (input.hasMore()) {
            throw new RelayProblem(relay.server() + " sent something between STARTTLS and TLS");
        }
        protect();
        greet();
    }

    private void logIn(RelaySettings.Login login) throws IOException {
        String user = login.user();
        String password = login.password().reveal();
        if (extensions.authentication().contains("PLAIN")) {
            require(command("AUTH PLAIN " + base64("\0" + user + "\0" + password)), "the login");
        } else if (extensions.authentication().contains("LOGIN")) {
            requireMore(command("AUTH LOGIN"));
            requireMore(command(base64(user)));
            require(command(base64(password)), "the login");
        } else {
            throw new RelayProblem(relay.server() + " offers neither AUTH PLAIN nor AUTH LOGIN");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private SmtpReply require(SmtpReply reply, String what) throws RelayProblem {
        if (!reply.isPositive()) {
            throw new RelayProblem(relay.server() + " refused " + what + ": " + reply.text());
        }
        return reply;
    }

    private void requireMore(SmtpReply reply) throws RelayProblem {
        if (!reply.asksForMore()) {
            throw new RelayProblem(relay.server() + " refused the login: " + reply.text());
        }
    }

    SmtpReply command(String line) throws IOException {
        return commands(List.of(line)).get(0);
    }

    /** Each with its reply: together where the relay takes PIPELINING (RFC 2920), one after the other elsewhere. */
    List<SmtpReply> commands(List<String> lines) throws IOException {
        boolean together = extensions != null && extensions.has("PIPELINING");
        List<SmtpReply> replies = new ArrayList<>();
        if (together) {
            try (Limit limit = within(timeouts.reply())) {
                for (String line : lines) {
                    put(line);
                }
                output.flush();
            }
        }
        for (String line : lines) {
            if (!together) {
                try (Limit limit = within(timeouts.reply())) {
                    put(line);
                    output.flush();
                }
            }
            replies.add(reply(timeouts.reply()));
        }
        return replies;
    }

    private void put(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an SMTP command is one line");
        }
        output.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    SmtpReply reply(Duration limit) throws IOException {
        input.within(limit);
        SmtpReply reply = SmtpReply.read(input);
        if (reply.isClosing()) {
            usable = false;
        }
        return reply;
    }

    DataStream data() {
        return new DataStream(output);
    }

    Limit within(Duration time) {
        Socket watched = socket;
        ScheduledFuture<?> closing = watch.schedule(() -> closeSocket(watched), time.toMillis(), TimeUnit.MILLISECONDS);
        return () -> closing.cancel(false);
    }

    /** Ends the watch over one phase. */
    interface Limit extends AutoCloseable {
        @Override
        void close();
    }

    Extensions extensions() {
        return extensions;
    }

    SmtpTimeouts timeouts() {
        return timeouts;
    }

    boolean isReused() {
        return mails > 0;
    }

    int mails() {
        return mails;
    }

    void countMail() {
        mails++;
    }

    /** Not to be used for another mail. */
    void spoil() {
        usable = false;
    }

    boolean isUsable() {
        return usable && !socket.isClosed();
    }

    /** Says QUIT without waiting long for its reply. */
    void quit() {
        try (Limit limit = within(Duration.ofSeconds(2))) {
            put("QUIT");
            output.flush();
        } catch (IOException gone) {
            spoil();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        usable = false;
        closeSocket(socket);
    }

    private static void closeSocket(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closed) {
            System.getLogger(RelayConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection was closed already");
        }
    }
}

package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import mailroom.camel.imap.ImapProblem.Kind;
import mailroom.settings.ServerAddress;

/**
 * One connection: greeting, TLS, commands and their answers. One thread sends and reads; {@link #close} and
 * {@link #sendLine} may be called from another to end what it waits for.
 */
final class ImapConnection implements AutoCloseable {

    /** Responses that one command may bring. */
    static final int MOST_RESPONSES = 500_000;

    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    private final ServerAddress server;
    private Socket socket;
    private final ImapInput input;
    private OutputStream output;
    private Set<String> capabilities = Set.of();
    private int lastTag;
    private boolean news;

    private ImapConnection(ServerAddress server, Socket socket, ImapTimeouts timeouts) throws IOException {
        this.server = server;
        this.socket = socket;
        input = new ImapInput(socket, timeouts);
        output = socket.getOutputStream();
    }

    /** Connects and protects the connection as the address says; nobody is logged in yet. */
    static ImapConnection open(ServerAddress server, ImapTimeouts timeouts) throws ImapProblem {
        Socket socket = connect(server, timeouts);
        ImapConnection connection = null;
        try {
            if (server.tls() == ServerAddress.Tls.IMPLICIT) {
                socket = Tls.over(socket, server);
            }
            connection = new ImapConnection(server, socket, timeouts);
            connection.greet();
            return connection;
        } catch (IOException e) {
            closeQuietly(socket);
            throw named(e, server);
        }
    }

    private static Socket connect(ServerAddress server, ImapTimeouts timeouts) throws ImapProblem {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException(server.host());
            }
            if (server.tls() == ServerAddress.Tls.NONE && !address.getAddress().isLoopbackAddress()) {
                throw new ImapProblem(Kind.TLS_REQUIRED, server + " is no loopback host, so it needs TLS");
            }
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, (int) timeouts.connect().toMillis());
            socket.setSoTimeout((int) timeouts.read().toMillis());
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw named(e, server);
        }
    }

    private void greet() throws IOException {
        input.startResponse();
        input.expect('*');
        input.expect(' ');
        String word = input.atom().toUpperCase(Locale.ROOT);
        switch (word) {
            case "OK" -> statusText();
            case "PREAUTH" -> {
                if (server.tls() == ServerAddress.Tls.STARTTLS) {
                    throw new ImapProblem(Kind.TLS_REQUIRED, server + " greets with PREAUTH, which rules out STARTTLS");
                }
                throw new ImapProblem(Kind.LOGIN_UNSUPPORTED, server + " greets with PREAUTH as a user of its choice");
            }
            case "BYE" -> throw bye();
            default -> throw ImapProblem.protocol("the greeting of " + server + " is not one of IMAP");
        }
        if (server.tls() == ServerAddress.Tls.STARTTLS) {
            startTls();
        }
    }

    private void startTls() throws IOException {
        if (!has("STARTTLS")) {
            capabilities = Set.of();
            if (!has("STARTTLS")) {
                throw new ImapProblem(Kind.TLS_REQUIRED, server + " does not offer STARTTLS");
            }
        }
        try {
            command("STARTTLS");
        } catch (ImapProblem refused) {
            if (refused.leavesConnection()) {
                throw new ImapProblem(Kind.TLS_REQUIRED, server + " refuses STARTTLS", refused);
            }
            throw refused;
        }
        if (input.hasBuffered()) {
            throw new ImapProblem(Kind.TLS_FAILED, server + " sent bytes behind its answer to STARTTLS");
        }
        socket = Tls.over(socket, server);
        input.use(socket);
        output = socket.getOutputStream();
        capabilities = Set.of();
    }

    ServerAddress server() {
        return server;
    }

    ImapInput input() {
        return input;
    }

    /** Asked for where the server did not tell by itself. */
    boolean has(String capability) throws IOException {
        if (capabilities.isEmpty()) {
            command("CAPABILITY");
        }
        return capabilities.contains(capability);
    }

    void forgetCapabilities() {
        capabilities = Set.of();
    }

    /** Sends the line and reads until its tagged OK. */
    void command(String line) throws IOException {
        command(line, Responses.NONE);
    }

    void command(String line, Responses responses) throws IOException {
        finish(send(line), responses, verb(line));
    }

    private static String verb(String line) {
        String[] words = line.split(" ", 3);
        return words[0].equals("UID") && words.length > 1 ? "UID " + words[1] : words[0];
    }

    String send(String line) throws IOException {
        String tag = "M" + ++lastTag;
        sendLine(tag + " " + line);
        return tag;
    }

    /** @param line one char a byte, without its CRLF */
    void sendLine(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a command holds a line end or NUL");
        }
        byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            synchronized (this) {
                output.write(bytes);
                output.flush();
            }
        } catch (IOException e) {
            throw named(e, server);
        }
    }

    /** Reads up to the continuation request of the command just sent. */
    void awaitContinuation(String tag, String verb) throws IOException {
        read(tag, Responses.NONE, verb, true);
    }

    void finish(String tag, Responses responses, String verb) throws IOException {
        read(tag, responses, verb, false);
    }

    private void read(String tag, Responses responses, String verb, boolean untilContinuation) throws IOException {
        long limit = System.nanoTime() + LONGEST_COMMAND.toNanos();
        try {
            for (int count = 0; count < MOST_RESPONSES; count++) {
                input.startResponse();
                int first = input.peek();
                if (first == '*') {
                    untagged(responses);
                } else if (first == '+' && untilContinuation) {
                    input.skipResponse();
                    return;
                } else {
                    tagged(tag, verb);
                    return;
                }
                if (System.nanoTime() > limit) {
                    throw new ImapProblem(Kind.TIMEOUT, server + " has not ended " + verb + " within an hour");
                }
            }
            throw ImapProblem.protocol(server + " sent more than " + MOST_RESPONSES + " responses to " + verb);
        } catch (ReceiverProblem e) {
            throw e;
        } catch (IOException e) {
            throw named(e, server);
        }
    }

    /** One untagged response, whose first byte has been seen. */
    void untagged(Responses responses) throws IOException {
        input.expect('*');
        input.expect(' ');
        int c = input.peek();
        long number = -1;
        if (c >= '0' && c <= '9') {
            number = input.number();
            input.expect(' ');
        }
        String word = input.atom().toUpperCase(Locale.ROOT);
        news |= number >= 0 && !word.equals("FETCH") || word.equals("VANISHED");
        switch (word) {
            case "" -> throw ImapProblem.protocol("a response starts with " + ImapInput.shown(input.peek()));
            case "BYE" -> throw bye();
            case "CAPABILITY" -> readCapabilities('\r');
            case "OK" -> {
                String code = statusCode();
                responses.code(code);
                input.restOfLine();
            }
            default -> {
                if (!responses.take(word, number, input)) {
                    input.skipResponse();
                }
            }
        }
    }

    private void tagged(String tag, String verb) throws IOException {
        String seen = input.atom();
        if (!seen.equals(tag)) {
            throw ImapProblem.protocol(server + " answered " + verb + " with a tag that was not sent");
        }
        input.expect(' ');
        String status = input.atom().toUpperCase(Locale.ROOT);
        String code = statusCode();
        String text = input.restOfLine();
        switch (status) {
            case "OK" -> {}
            case "NO", "BAD" -> throw Refusals.of(server, verb, status, code, text);
            default -> throw ImapProblem.protocol(server + " answered " + verb + " with neither OK, NO nor BAD");
        }
    }

    private void statusText() throws IOException {
        statusCode();
        input.restOfLine();
    }

    /** The response code in upper case with its argument, or the empty text. */
    private String statusCode() throws IOException {
        if (!input.skip(' ') || !input.skip('[')) {
            return "";
        }
        String word = input.atom().toUpperCase(Locale.ROOT);
        if (word.equals("CAPABILITY")) {
            readCapabilities(']');
            return word;
        }
        StringBuilder code = new StringBuilder(word);
        for (int c = input.peek(); c != ']' && c != '\r' && c != '\n'; c = input.peek()) {
            input.next();
            if (code.length() < 200) {
                code.append((char) c);
            }
        }
        input.skip(']');
        return code.toString();
    }

    private void readCapabilities(char last) throws IOException {
        Set<String> seen = new HashSet<>();
        while (input.skip(' ')) {
            String word = input.atom().toUpperCase(Locale.ROOT);
            if (word.isEmpty()) {
                break;
            }
            seen.add(word);
        }
        if (last == '\r') {
            input.endOfLine();
        } else {
            input.skip(last);
        }
        capabilities = Set.copyOf(seen);
    }

    private ImapProblem bye() throws IOException {
        String code = statusCode();
        String text = input.restOfLine();
        return Refusals.bye(server, code, text);
    }

    /** From now on, mail that the server tells of is news. */
    void forgetNews() {
        news = false;
    }

    /** The server told of new or vanished mail since {@link #forgetNews}, in whatever command's answer. */
    boolean hasNews() {
        return news;
    }

    /** Ends it at once, whoever waits on it. */
    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // closing is all that was wanted
        }
    }

    static ImapProblem named(IOException e, ServerAddress server) {
        if (e instanceof ImapProblem problem) {
            return problem;
        }
        if (e instanceof UnknownHostException) {
            return new ImapProblem(Kind.UNKNOWN_HOST, "no host has the name " + server.host(), e);
        }
        if (e instanceof SocketTimeoutException) {
            return new ImapProblem(Kind.TIMEOUT, server + " does not answer in time", e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new ImapProblem(Kind.CONNECTION_REFUSED, server + " takes no connections", e);
        }
        return new ImapProblem(Kind.CONNECTION_LOST, "the connection to " + server + " broke", e);
    }
}

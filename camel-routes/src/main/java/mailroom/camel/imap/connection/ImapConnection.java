package mailroom.camel.imap.connection;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.ImapText;
import mailroom.camel.imap.wire.Unreadable;
import mailroom.camel.imap.wire.Wire;
import mailroom.settings.ServerAddress;

/**
 * One connection: commands and their answers. One thread sends and reads; {@link #close} and {@link #sendLine} may be
 * called from another to end what it waits for.
 */
public final class ImapConnection implements AutoCloseable {

    private final ServerAddress server;
    private final Wire wire;
    private final UsageGate gate;
    private final LearnedLimits limits;
    private final ImapInput input;
    private final Capabilities capabilities = new Capabilities();
    private final Unasked unasked = new Unasked();
    private int lastTag;
    private Responses unsolicited = Responses.NONE;
    private ImapProblem farewell;

    private ImapConnection(ServerAddress server, Wire wire, ConnectionTerms terms) {
        this.server = server;
        this.wire = wire;
        gate = terms.gate();
        limits = terms.limits();
        input = new ImapInput(wire, terms.timeouts());
    }

    /** Connects and protects the connection as the address says; nobody is logged in yet. */
    public static ImapConnection open(ServerAddress server, ConnectionTerms terms) throws ImapProblem {
        Wire wire = null;
        try {
            wire = Wire.to(server, terms);
            if (server.tls() == ServerAddress.Tls.IMPLICIT) {
                wire.startTls();
            }
            ImapConnection connection = new ImapConnection(server, wire, terms);
            new Greeting(connection).take();
            return connection;
        } catch (IOException e) {
            if (wire != null) {
                wire.close();
            }
            throw SocketFailures.named(e, server);
        }
    }

    public ServerAddress server() {
        return server;
    }

    Wire wire() {
        return wire;
    }

    /** To be asked before mails are fetched, not in the middle of one. */
    public UsageGate gate() {
        return gate;
    }

    public LearnedLimits limits() {
        return limits;
    }

    public ImapInput input() {
        return input;
    }

    /**
     * Asked for where the server did not tell by itself; false for what it offers and does not do. One that does not tell
     * even then offers plain IMAP.
     */
    public boolean has(String capability) throws IOException {
        return known().has(capability) && !limits.refusedExtensions().contains(capability);
    }

    /** What follows in the first capability that begins so. */
    public Optional<String> capability(String beginning) throws IOException {
        return known().after(beginning);
    }

    private Capabilities known() throws IOException {
        if (capabilities.areUnknown()) {
            try {
                command("CAPABILITY");
            } catch (ImapProblem refusal) {
                if (!refusal.isRefusal() || refusal.isMeantOfTheMailbox()) {
                    throw refusal;
                }
            }
            capabilities.unlessTold("IMAP4REV1");
        }
        return capabilities;
    }

    public void forgetCapabilities() {
        capabilities.forget();
    }

    /** Sends the line and reads until its tagged OK. */
    public void command(String line) throws IOException {
        command(line, Responses.NONE);
    }

    public void command(String line, Responses responses) throws IOException {
        finish(send(line), responses, verb(line));
    }

    private static String verb(String line) {
        String[] words = line.split(" ", 3);
        return words[0].equals("UID") && words.length > 1 ? "UID " + words[1] : words[0];
    }

    public String send(String line) throws IOException {
        gate.command();
        String tag = ImapInput.TAG + Integer.toString(++lastTag);
        sendLine(tag + " " + line);
        return tag;
    }

    /** @param line one char a byte, without its CRLF */
    public void sendLine(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a command holds a line end or NUL");
        }
        try {
            wire.write(ImapText.bytes(line + "\r\n"));
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** A connection that ends after the server said BYE ended by that, although commands were answered in between. */
    ImapProblem named(IOException e) {
        ImapProblem problem = SocketFailures.named(e, server);
        return farewell != null && problem.kind() == ImapProblem.Kind.CONNECTION_LOST ? farewell : problem;
    }

    /** What the server said with BYE; null as a rule. */
    ImapProblem farewell() {
        return farewell;
    }

    /** Reads up to the continuation request of the command just sent. */
    public void awaitContinuation(String tag, String verb) throws IOException {
        if (continuation(tag, verb).isEmpty()) {
            throw ImapProblem.protocol(server + " ended " + verb + " where it had to ask for more");
        }
    }

    /** What the server's continuation request says, as it stands there; empty if it ended the command with OK instead. */
    public Optional<String> continuation(String tag, String verb) throws IOException {
        return new CommandAnswer(this, tag, verb, Responses.NONE).read(true);
    }

    public void finish(String tag, Responses responses, String verb) throws IOException {
        new CommandAnswer(this, tag, verb, responses).read(false);
    }

    /**
     * One untagged response, whose first byte has been seen.
     *
     * @throws ImapProblem also where it is BYE
     */
    public void untagged(Responses responses) throws IOException {
        ImapProblem before = farewell;
        take(responses);
        if (farewell != before) {
            throw farewell;
        }
    }

    /** The same where what follows BYE is of interest. */
    void take(Responses responses) throws IOException {
        input.expect('*');
        String word = "";
        try {
            input.blanks();
            int c = input.peek();
            long number = c >= '0' && c <= '9' ? input.number() : -1;
            input.blanks();
            word = input.atom().toUpperCase(Locale.ROOT);
            untagged(word, number, responses);
        } catch (Unreadable broken) {
            input.skipResponse();
            responses.unreadable(word, broken.getMessage());
        }
    }

    private void untagged(String word, long number, Responses responses) throws IOException {
        unasked.heard(word, number);
        switch (word) {
            case "" -> throw new Unreadable("a response starts with " + ImapInput.shown(input.peek()));
            case "BYE" -> farewell = Refusals.bye(server, statusLine());
            case "CAPABILITY" -> {
                capabilities.read(input);
                input.endOfLine();
            }
            case "OK", "NO", "BAD" -> {
                String code = statusLine().code();
                responses.code(code);
                unsolicited.code(code);
            }
            default -> {
                if (!responses.take(word, number, input) && !unsolicited.take(word, number, input)) {
                    unasked.unwanted(word);
                    input.skipResponse();
                }
            }
        }
    }

    StatusLine statusLine() throws IOException {
        return StatusLine.read(input, capabilities);
    }

    public Responses unsolicited() {
        return unsolicited;
    }

    /** What takes the responses that a command's own did not want. */
    public void tell(Responses listener) {
        unsolicited = listener;
    }

    /** What the server told of the open folder by itself. */
    public Unasked unasked() {
        return unasked;
    }

    /** Ends it at once, whoever waits on it. */
    @Override
    public void close() {
        wire.close();
        gate.ended();
    }
}

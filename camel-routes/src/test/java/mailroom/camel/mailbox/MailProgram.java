package mailroom.camel.mailbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.PrivateDovecot;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/** A person's mail program at the same mailbox. It shares nothing with the client that is tested. */
final class MailProgram implements AutoCloseable {

    private static final int LONGEST_ANSWER_MILLIS = 30_000;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern SEPARATOR = Pattern.compile("LIST \\([^)]*\\) \"(.)\"");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String separator;

    MailProgram(int port, String user) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
        line();
        ask("LOGIN " + user + " " + PrivateDovecot.PASSWORD);
        Matcher said = SEPARATOR.matcher(String.join("\n", ask("LIST \"\" \"\"")));
        if (!said.find()) {
            throw new IOException("the server names no separator");
        }
        separator = said.group(1);
    }

    /** How the server names a folder whose levels are parted by {@code /}. */
    String named(String folder) {
        return folder.replace("/", separator);
    }

    void create(String folder) throws IOException {
        ask("CREATE " + wire(folder));
    }

    boolean has(String folder) throws IOException {
        return !ask("LIST \"\" " + wire(folder)).isEmpty();
    }

    void delete(String folder) throws IOException {
        ask("DELETE " + wire(folder));
    }

    void rename(String folder, String to) throws IOException {
        ask("RENAME " + wire(folder) + " " + wire(to));
    }

    void append(String folder, byte[] mail) throws IOException {
        if (!takes(folder, "", mail)) {
            throw new IOException("APPEND is refused");
        }
    }

    /** @param facts flags and date as APPEND has them, or nothing; false where the server refuses the mail */
    boolean takes(String folder, String facts, byte[] mail) throws IOException {
        send("a APPEND " + wire(folder) + " " + facts + (facts.isEmpty() ? "" : " ") + "{" + mail.length + "}\r\n");
        String answer = line();
        if (answer.startsWith("+")) {
            out.write(mail);
            send("\r\n");
            answer = line();
        }
        while (!answer.startsWith("a ")) {
            answer = line();
        }
        return answer.startsWith("a OK");
    }

    /** UIDs with the items, as the server shows them; looking changes nothing. */
    List<String> shows(String folder, String items) throws IOException {
        ask("EXAMINE " + wire(folder));
        return ask("UID FETCH 1:* (UID " + items + ")").stream()
                .filter(line -> line.contains(" FETCH "))
                .toList();
    }

    byte[] bytes(String folder, long uid) throws IOException {
        ask("EXAMINE " + wire(folder));
        send("a UID FETCH " + uid + " (UID BODY.PEEK[])\r\n");
        byte[] mail = null;
        for (String line = line(); !line.startsWith("a "); line = line()) {
            Matcher literal = LITERAL.matcher(line);
            if (literal.find()) {
                mail = in.readNBytes(Integer.parseInt(literal.group(1)));
            }
        }
        if (mail == null) {
            throw new IOException("the server has no UID " + uid);
        }
        return mail;
    }

    void flag(String folder, String uids, String flags) throws IOException {
        ask("SELECT " + wire(folder));
        ask("UID STORE " + uids + " +FLAGS.SILENT (" + flags + ")");
    }

    void remove(String folder, String uids) throws IOException {
        flag(folder, uids, "\\Deleted");
        ask("UID EXPUNGE " + uids);
    }

    /** What the server says before its OK. */
    private List<String> ask(String command) throws IOException {
        send("a " + command + "\r\n");
        List<String> said = new ArrayList<>();
        String line = line();
        while (!line.startsWith("a ")) {
            said.add(line);
            line = line();
        }
        if (!line.startsWith("a OK")) {
            throw new IOException(command + " is answered with " + line);
        }
        return said;
    }

    private String wire(String folder) {
        return '"' + BASE64MailboxEncoder.encode(named(folder)) + '"';
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server hung up");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package mailroom.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.PrivateDovecot;

/** The other side's IMAP client (RFC 9051), of a few lines and shared with nothing: puts mails in and looks what is there. */
final class MailboxClient implements AutoCloseable {

    /** Where APPEND put a mail. */
    record Place(String folder, long uidValidity, long uid) {}

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final Pattern APPENDED = Pattern.compile("APPENDUID (\\d+) (\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern UID = Pattern.compile("UID (\\d+)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MailboxClient(int port, String user) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
        line();
        ask("LOGIN " + user + " " + PrivateDovecot.PASSWORD);
    }

    void create(String folder) throws IOException {
        ask("CREATE \"" + folder + "\"");
    }

    Place append(String folder, byte[] mail) throws IOException {
        send("a APPEND \"" + folder + "\" {" + mail.length + "}\r\n");
        String goOn = line();
        if (!goOn.startsWith("+")) {
            throw new IOException("APPEND was refused: " + goOn);
        }
        out.write(mail);
        String answer = ask0("\r\n");
        Matcher uid = APPENDED.matcher(answer);
        if (!uid.find()) {
            throw new IOException("no APPENDUID: " + answer);
        }
        return new Place(folder, Long.parseLong(uid.group(1)), Long.parseLong(uid.group(2)));
    }

    /** What the folder holds, by UID; EXAMINE and PEEK, so that looking changes nothing. */
    Map<Long, byte[]> mails(String folder) throws IOException {
        ask("EXAMINE \"" + folder + "\"");
        Map<Long, byte[]> found = new TreeMap<>();
        send("a UID FETCH 1:* (UID BODY.PEEK[])\r\n");
        for (String line = line(); !line.startsWith("a "); line = line()) {
            Matcher literal = LITERAL.matcher(line);
            if (literal.find()) {
                byte[] mail = in.readNBytes(Integer.parseInt(literal.group(1)));
                Matcher uid = UID.matcher(line + line());
                if (!uid.find()) {
                    throw new IOException("a mail without UID: " + line);
                }
                found.put(Long.parseLong(uid.group(1)), mail);
            }
        }
        return found;
    }

    void remove(String folder, long upToUid) throws IOException {
        ask("SELECT \"" + folder + "\"");
        ask("UID STORE 1:" + upToUid + " +FLAGS.SILENT (\\Deleted)");
        ask("UID EXPUNGE 1:" + upToUid);
    }

    private String ask(String command) throws IOException {
        return ask0("a " + command + "\r\n");
    }

    private String ask0(String bytes) throws IOException {
        send(bytes);
        StringBuilder all = new StringBuilder();
        String line = line();
        while (!line.startsWith("a ")) {
            all.append(line).append('\n');
            line = line();
        }
        if (!line.startsWith("a OK")) {
            throw new IOException(bytes.strip() + " is answered with " + line);
        }
        return all + line;
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server hung up");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

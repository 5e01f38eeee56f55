package mailroom.camel;

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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.PrivateDovecot;

/** The other side's IMAP connection (RFC 9051), of a few lines; it shares nothing with the client that is tested. */
public final class PlainImap implements AutoCloseable {

    private static final int LONGEST_ANSWER_MILLIS = 30_000;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern UID = Pattern.compile("UID (\\d+)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Logged in, with the password that every user of a test has. */
    public PlainImap(int port, String user) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
        line();
        ask("LOGIN " + user + " " + PrivateDovecot.PASSWORD);
    }

    /** What the server says before its OK; any other answer is an error. */
    public List<String> ask(String command) throws IOException {
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

    /** @param where the folder, then flags and date or nothing, as APPEND has them; the answer, whether OK or not */
    public String append(String where, byte[] mail) throws IOException {
        send("a APPEND " + where + " {" + mail.length + "}\r\n");
        String answer = line();
        if (answer.startsWith("+")) {
            out.write(mail);
            send("\r\n");
            answer = line();
        }
        while (!answer.startsWith("a ")) {
            answer = line();
        }
        return answer;
    }

    /** Mails of a folder by UID, as their bytes are; EXAMINE and PEEK, so that looking changes nothing. */
    public SortedMap<Long, byte[]> mails(String folder, String uids) throws IOException {
        ask("EXAMINE " + folder);
        SortedMap<Long, byte[]> found = new TreeMap<>();
        send("a UID FETCH " + uids + " (UID BODY.PEEK[])\r\n");
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

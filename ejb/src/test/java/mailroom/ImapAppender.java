package mailroom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Puts mails into a mailbox by APPEND over one connection, as another client would; password {@link PrivateDovecot#PASSWORD}. */
public final class ImapAppender implements AutoCloseable {

    private static final int LONGEST_ANSWER_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader answers;
    private final OutputStream commands;
    private int lastTag;

    public ImapAppender(int port, String user) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
        socket.setTcpNoDelay(true);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        commands = socket.getOutputStream();
        answers.readLine();
        command("LOGIN " + user + " " + PrivateDovecot.PASSWORD);
    }

    /** Into the INBOX; returns with the server's OK. */
    public void append(byte[] mail) throws IOException {
        append("INBOX", mail);
    }

    public void append(String folder, byte[] mail) throws IOException {
        String tag = "a" + ++lastTag;
        send((tag + " APPEND " + folder + " {" + mail.length + "}\r\n").getBytes(StandardCharsets.ISO_8859_1));
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("+")) {
            throw new IOException("APPEND is refused: " + answer);
        }
        send(mail);
        send(new byte[] {'\r', '\n'});
        finish(tag);
    }

    public void command(String line) throws IOException {
        String tag = "a" + ++lastTag;
        send((tag + " " + line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        finish(tag);
    }

    private void finish(String tag) throws IOException {
        String answer = answers.readLine();
        while (answer != null && !answer.startsWith(tag + " ")) {
            answer = answers.readLine();
        }
        if (answer == null || !answer.startsWith(tag + " OK")) {
            throw new IOException("the server answered " + answer);
        }
    }

    private void send(byte[] bytes) throws IOException {
        commands.write(bytes);
        commands.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

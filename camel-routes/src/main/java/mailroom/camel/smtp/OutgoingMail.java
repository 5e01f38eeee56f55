package mailroom.camel.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of a mail as they are to be sent; what SMTP needs around them is added on the way. */
public interface OutgoingMail {

    int LONGEST_LINE = 998;

    InputStream open() throws IOException;

    /** In bytes as they are, for SIZE (RFC 1870). */
    long size();

    /** In bytes without its end; RFC 5321, 4.5.3.1.6 has at most {@link #LONGEST_LINE}. */
    long longestLine();

    /** Whether 8BITMIME is needed (RFC 6152). */
    boolean isEightBit();

    /** Copies the bytes; an error of the source is told apart from one of the connection. */
    default void writeTo(OutputStream target) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream source = open()) {
            for (int count = read(source, buffer); count >= 0; count = read(source, buffer)) {
                target.write(buffer, 0, count);
            }
        }
    }

    private static int read(InputStream source, byte[] buffer) throws IOException {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            throw new RelayProblem("the mail's own bytes cannot be read", e);
        }
    }
}

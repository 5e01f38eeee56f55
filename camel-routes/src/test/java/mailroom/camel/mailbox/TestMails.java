package mailroom.camel.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddServer;
import mailroom.mail.MailId;

/** Mails that tests make, and how the archive will name them. */
public final class TestMails {

    private static final String LINE = "0123456789".repeat(7) + "\r\n";

    private TestMails() {}

    static byte[] mail(String subject) {
        return (head(subject) + "Hello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param bytes of the body, rounded down to whole lines */
    public static byte[] mail(String subject, int bytes) {
        return (head(subject) + LINE.repeat(bytes / LINE.length())).getBytes(StandardCharsets.US_ASCII);
    }

    /** So many of {@link #mail(String, int)}, each with its number behind the subject. */
    static byte[][] mails(String subject, int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> mail(subject + " " + i, bytes))
                .toArray(byte[][]::new);
    }

    /** Of exactly so many bytes. */
    static byte[] large(int bytes) {
        byte[] mail = new byte[bytes];
        byte[] line = LINE.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes; i++) {
            mail[i] = line[i % line.length];
        }
        byte[] head = mail("large " + bytes);
        System.arraycopy(head, 0, mail, 0, head.length);
        mail[bytes - 2] = '\r';
        mail[bytes - 1] = '\n';
        return mail;
    }

    private static String head(String subject) {
        return "From: a@example.com\r\nSubject: " + subject + "\r\n\r\n";
    }

    static MailId idOf(byte[] mail) {
        try {
            return MailId.of(MessageDigest.getInstance("SHA-256").digest(mail));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @param octets a character for each */
    static MailId idOf(String octets) {
        return idOf(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Set<MailId> idsOf(byte[]... mails) {
        return Arrays.stream(mails).map(TestMails::idOf).collect(Collectors.toSet());
    }

    /** Five mails in the inbox of a server. */
    static OddFolder five(OddServer server) {
        OddFolder inbox = server.folder("INBOX");
        for (int i = 1; i <= 5; i++) {
            inbox.append(mail("mail " + i, 400));
        }
        return inbox;
    }
}

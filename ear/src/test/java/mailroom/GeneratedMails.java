package mailroom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** A Maildir of generated mails, the same for the same seed: texts and attachments of any size, written as a stream. */
final class GeneratedMails {

    private static final int LINE_BYTES = 57;
    private static final long FIRST_INSTANT = 1_700_000_000L;
    private static final String[] WORDS =
            "order invoice please thanks meeting tomorrow delivery ten pieces regards customer question answer price list"
                    .split(" ");

    private final Random random;
    private final Path maildir;
    private int mails;

    GeneratedMails(Path maildir, long seed) throws IOException {
        this.maildir = maildir;
        random = new Random(seed);
        for (String name : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(maildir.resolve(name));
        }
    }

    Path maildir() {
        return maildir;
    }

    int count() {
        return mails;
    }

    /** About four KB of text. */
    void small() throws IOException {
        text(3_500 + random.nextInt(1_000));
    }

    /** Sizes as people's mailboxes have them: most some KB of text, some with attachments, 79 KB in the mean. */
    void real() throws IOException {
        if (random.nextDouble() < 0.25) {
            attachment((long) Math.min(5e6, 100_000 * Math.exp(random.nextGaussian())) + 10_000);
        } else {
            text((int) Math.min(200_000, 6_000 * Math.exp(random.nextGaussian())) + 500);
        }
    }

    private void text(int bytes) throws IOException {
        try (OutputStream out = next()) {
            out.write(ascii("Content-Type: text/plain\r\n\r\n"));
            StringBuilder line = new StringBuilder();
            for (int written = 0; written < bytes; written += line.length()) {
                line.setLength(0);
                while (line.length() < 70) {
                    line.append(WORDS[random.nextInt(WORDS.length)])
                            .append(random.nextInt(100))
                            .append(' ');
                }
                out.write(ascii(line.append("\r\n").toString()));
            }
        }
    }

    /** A short text and one attachment that does not compress. */
    void attachment(long bytes) throws IOException {
        try (OutputStream out = next()) {
            out.write(ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee attachment.\r\n--b\r\n"
                    + "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"data.bin\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"));
            byte[] line = new byte[LINE_BYTES];
            byte[] end = ascii("\r\n");
            for (long written = 0; written < bytes; written += LINE_BYTES * 4L / 3 + 2) {
                random.nextBytes(line);
                out.write(Base64.getEncoder().encode(line));
                out.write(end);
            }
            out.write(ascii("--b--\r\n"));
        }
    }

    private OutputStream next() throws IOException {
        mails++;
        Path file = maildir.resolve("cur").resolve("%d.M%06d.test:2,".formatted(FIRST_INSTANT + mails, mails));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        out.write(ascii("From: a@example.com\r\nTo: b@example.com\r\nSubject: generated " + mails
                + "\r\nMessage-ID: <generated-" + mails + "@example.com>\r\nMIME-Version: 1.0\r\n"));
        return out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

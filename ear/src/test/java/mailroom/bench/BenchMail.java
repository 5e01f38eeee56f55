package mailroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** Makes mails as a Maildir, the same bytes for the same seed, so that a run can be repeated anywhere. */
final class BenchMail {

    /** How mails are sized. */
    enum Kind {
        /** Log-normal, median 20 KB, mean about 79 KB, the large ones mostly attachment. */
        REAL,
        /** About 4 KB of text. */
        SMALL
    }

    private static final int LEAST_REAL = 1_500;
    private static final int MOST_REAL = 10 << 20;
    private static final String[] WORDS = ("the of and to in is that for it as was with be by on not he his but at are"
                    + " this have from invoice order shipment meeting agenda quarterly delivery contract payment schedule"
                    + " customer before through years where much your way down should because each just those people how")
            .split(" ");

    private final Kind kind;
    private final Random random;

    BenchMail(Kind kind, long seed) {
        this.kind = kind;
        random = new Random(seed);
    }

    /** @return the bytes of all mails together */
    long write(Path maildir, int count) throws IOException {
        for (String name : new String[] {"new", "tmp", "cur"}) {
            Files.createDirectories(maildir.resolve(name));
        }
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            byte[] mail = mail(i);
            bytes += mail.length;
            Files.write(
                    maildir.resolve("cur").resolve(String.format("%d.M%06d.bench:2,", 1_700_000_000L + i, i)), mail);
        }
        return bytes;
    }

    private byte[] mail(int number) throws IOException {
        int size = size();
        boolean attached = size > 12_000 && random.nextInt(3) > 0;
        ByteArrayOutputStream mail = new ByteArrayOutputStream(size + 1024);
        line(mail, "Received: from mx.example.com (mx.example.com [192.0.2." + (1 + random.nextInt(254)) + "])");
        line(mail, "\tby relay.example.org (Postfix) with ESMTPS id " + Long.toHexString(random.nextLong()));
        line(mail, "From: =?utf-8?q?J=C3=B6rg?= M <sender" + random.nextInt(200) + "@example.org>");
        line(mail, "To: receiver" + random.nextInt(200) + "@example.com");
        line(mail, "Subject: " + words(3 + random.nextInt(5)) + " " + number);
        line(mail, "Date: Tue, 14 Nov 2023 22:13:20 +0000");
        line(mail, "Message-ID: <" + Long.toHexString(random.nextLong()) + "." + number + "@example.org>");
        line(mail, "MIME-Version: 1.0");
        if (attached) {
            line(mail, "Content-Type: multipart/mixed; boundary=\"next\"\r\n\r\n--next");
        }
        line(mail, "Content-Type: text/plain; charset=utf-8\r\n");
        text(mail, attached ? size / 6 : size);
        if (attached) {
            line(mail, "--next\r\nContent-Type: application/octet-stream");
            line(mail, "Content-Disposition: attachment; filename=\"report-" + number + ".bin\"");
            line(mail, "Content-Transfer-Encoding: base64\r\n");
            byte[] content = new byte[Math.max(60, (size - mail.size()) * 57 / 78)];
            random.nextBytes(content);
            mail.write(Base64.getMimeEncoder().encode(content));
            line(mail, "\r\n--next--");
        }
        return mail.toByteArray();
    }

    private int size() {
        if (kind == Kind.SMALL) {
            return (int) (4_000 + 600 * random.nextGaussian());
        }
        while (true) {
            double size = Math.exp(Math.log(20_000) + 1.63 * random.nextGaussian());
            if (size >= LEAST_REAL && size <= MOST_REAL) {
                return (int) size;
            }
        }
    }

    private void text(ByteArrayOutputStream mail, int upTo) {
        while (mail.size() < upTo) {
            line(mail, words(8 + random.nextInt(6)));
        }
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    private static void line(ByteArrayOutputStream mail, String line) {
        mail.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

package mailroom.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import mailroom.notification.Notification;
import mailroom.spool.Content;

/** Takes a SHA-256 over a notification's content, each value with its length before it. */
final class Fingerprint {

    private static final int BUFFER = 64 * 1024;

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(Notification notification) {
        Fingerprint print = new Fingerprint();
        print.add(notification.to());
        print.add(notification.cc());
        print.add(notification.bcc());
        print.add(notification.from());
        print.add(notification.replyTo());
        print.add(notification.subject());
        print.add(notification.text());
        print.add(notification.html());
        notification.attachments().forEach(file -> {
            print.add(file.name());
            print.add(file.contentType());
            print.add(file.content());
        });
        print.add(notification.headers());
        print.add(notification.sendAt());
        print.add(notification.expiresAt());
        print.add(notification.relay());
        return print.hex();
    }

    static String of(String... values) {
        Fingerprint print = new Fingerprint();
        for (String value : values) {
            print.add(value);
        }
        return print.hex();
    }

    private void add(Object value) {
        add(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the same as those bytes in memory do. */
    private void add(Content content) {
        digest.update((content.size() + ":").getBytes(StandardCharsets.US_ASCII));
        try (InputStream bytes = content.open()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an attachment cannot be read from the spool", e);
        }
    }

    private void add(byte[] value) {
        digest.update((value.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(value);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

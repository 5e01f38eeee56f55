package mailroom;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Mailboxes box-0, box-1 … of one IMAP server that Mailroom watches, and when their mails became ARCHIVED. */
final class WatchedMailboxes {

    /** More than a burst to all mailboxes: an older mail may become ARCHIVED after younger ones came. */
    private static final int SHOWN_AT_ONCE = 500;

    private static final int SHOWN_AT_A_GLANCE = 30;

    private final RunningMailroom mailroom;
    private final int port;
    private final int mailboxes;
    private final Map<String, Long> archivedAt = new ConcurrentHashMap<>();

    WatchedMailboxes(RunningMailroom mailroom, int port, int mailboxes) {
        this.mailroom = mailroom;
        this.port = port;
        this.mailboxes = mailboxes;
    }

    static String user(int mailbox) {
        return "box-" + mailbox;
    }

    /** Small and with a Message-ID that is not used again. */
    static byte[] mail(String id) {
        return ("From: a@example.com\r\nTo: b@example.com\r\nSubject: mail " + id + "\r\nMessage-ID: <" + id
                        + "@example.com>\r\nDate: Mon, 6 Jul 2026 10:00:00 +0200\r\n\r\nHello, this is " + id + ".\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The settings name them from now on. */
    void write() throws IOException {
        String box = "  - { name: %s, server: \"imap://127.0.0.1:%d\", user: %s, password: \"${BOX_PASSWORD}\" }";
        mailroom.settings(IntStream.range(0, mailboxes)
                .mapToObj(number -> box.formatted(user(number), port, user(number)))
                .collect(Collectors.joining("\n", "mailboxes:\n", "\n")));
    }

    /** As {@link #write}; returns once all are watched. */
    void configure(Duration limit) throws IOException {
        write();
        Awaitility.await("all are watched")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> watching() == mailboxes);
    }

    long watching() throws IOException {
        return mailroom.get("/mailboxes").getJsonArray("items").stream()
                .filter(box -> box.asJsonObject().getString("state").equals("watching"))
                .count();
    }

    /** Looks at the newest mails once and notes those that are ARCHIVED for the first time. */
    void look() throws IOException {
        look(SHOWN_AT_ONCE);
    }

    /** As {@link #look} and cheap for the server, but a mail may be missed while younger ones hide it. */
    void glance() throws IOException {
        look(SHOWN_AT_A_GLANCE);
    }

    private void look(int mails) throws IOException {
        JsonObject page = mailroom.get("/mails?limit=" + mails);
        long now = System.nanoTime();
        for (JsonValue item : page.getJsonArray("items")) {
            JsonObject mail = item.asJsonObject();
            if (mail.containsKey("messageId") && !mail.isNull("messageId")) {
                archivedAt.putIfAbsent(mail.getString("messageId").replaceAll("[<>]|@.*", ""), now);
            }
        }
    }

    /** {@link System#nanoTime} of the look that saw it archived, by the mail's id. */
    Map<String, Long> archivedAt() {
        return archivedAt;
    }
}

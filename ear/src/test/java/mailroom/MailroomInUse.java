package mailroom;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The packaged server in use: {@link #MAILS} mails are taken in and delivered, as many notifications are accepted. */
final class MailroomInUse implements AutoCloseable {

    static final int MAILS = 3;
    /** One user for each role, of its name, and one without any. */
    static final List<String> USERS = List.of("admin", "operator", "auditor", "sender", "guest");

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String USER_PASSWORD = "a-user-of-tests";
    private static final String ONE_USER_A_ROLE = """
            <server description="One user for each role, and one without any">
              <basicRegistry id="basic" realm="Mailroom">
                <user name="operator" password="a-user-of-tests"/>
                <user name="auditor" password="a-user-of-tests"/>
                <user name="sender" password="a-user-of-tests"/>
                <user name="guest" password="a-user-of-tests"/>
                <group name="mailroom-operators"><member name="operator"/></group>
                <group name="mailroom-auditors"><member name="auditor"/></group>
                <group name="mailroom-senders"><member name="sender"/></group>
              </basicRegistry>
            </server>
            """;

    private final GreenMail mailServer = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort(),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort()
    });
    private RunningMailroom mailroom;
    private String mail;
    private String notification;
    private long execution;

    private MailroomInUse() {}

    /** @param drop where the mails are delivered to */
    static MailroomInUse start(Path drop) throws Exception {
        MailroomInUse inUse = new MailroomInUse();
        try {
            inUse.fill(drop);
            return inUse;
        } catch (Exception e) {
            inUse.close();
            throw e;
        }
    }

    private void fill(Path drop) throws Exception {
        mailServer.start();
        appendMails();
        mailroom = RunningMailroom.unpacked("api")
                .with("BOX_PASSWORD", "a-secret-of-box")
                .local(ONE_USER_A_ROLE)
                .rules("all.sieve", "pipe \"drop\";")
                .settings("""
                        mailboxes:
                          - { name: box, server: "imap://127.0.0.1:%d", user: box, password: "${BOX_PASSWORD}", rules: all.sieve }
                        destinations:
                          drop: { uri: "file:%s" }
                        relays:
                          default: { server: "smtp://127.0.0.1:%d", from: "Mailroom <mailroom@example.org>" }
                        """.formatted(
                                mailServer.getImap().getPort(),
                                drop,
                                mailServer.getSmtp().getPort()))
                .start();
        Awaitility.await("all mails are delivered")
                .atMost(SOON)
                .until(() -> mailroom.count("deliveries", "done") == MAILS);
        for (int i = 0; i < MAILS; i++) {
            notification =
                    mailroom.post("/notifications", notificationNumbered(i)).getString("id");
        }
        mail = first("/mails").getString("id");
        execution = first("/jobs?status=COMPLETED").getJsonNumber("executionId").longValue();
    }

    private void appendMails() throws Exception {
        var user = mailServer.setUser("box@example.org", "box", "a-secret-of-box");
        var inbox = mailServer.getManagers().getImapHostManager().getInbox(user);
        for (int i = 0; i < MAILS; i++) {
            String text =
                    "From: a%d@example.org\r\nTo: box@example.org\r\nSubject: mail %d\r\nMessage-ID: <api-%d@x>\r\n\r\nhello\r\n"
                            .formatted(i, i, i);
            inbox.store(new MimeMessage(
                    mailServer.getImap().createSession(),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    RunningMailroom mailroom() {
        return mailroom;
    }

    int imapPort() {
        return mailServer.getImap().getPort();
    }

    /** The id of one of the mails. */
    String mail() {
        return mail;
    }

    /** The id of one of the notifications; the administrator has sent them. */
    String notification() {
        return notification;
    }

    /** The id of a job's execution that has completed. */
    long execution() {
        return execution;
    }

    /** @param path below the API's */
    HttpResponse<String> call(String method, String path, String user, String body) throws IOException {
        String password = user.equals("admin") ? RunningMailroom.PASSWORD : USER_PASSWORD;
        return mailroom.call(method, "/mailroom/api" + path, user, password, body);
    }

    static String notificationNumbered(int number) {
        return "{\"to\": [\"boss@example.org\"], \"subject\": \"number %d\", \"text\": \"hello\"}".formatted(number);
    }

    private JsonObject first(String list) throws IOException {
        return mailroom.get(list + (list.contains("?") ? "&" : "?") + "limit=1")
                .getJsonArray("items")
                .getJsonObject(0);
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        mailServer.stop();
    }
}

package mailroom.demo;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An IMAP and SMTP server in this JVM, on free ports of loopback, with one mailbox for each user. */
final class DemoMailServer implements AutoCloseable {

    static final List<String> USERS = List.of("sales", "support", "notices");
    private static final String DOMAIN = "@demo.example";
    private static final long START_MILLIS = 20_000;

    /** It tells of each odd mail, and the samples are odd on purpose. */
    private static final Logger QUIET = Logger.getLogger("com.icegreen.greenmail");

    private final Session mail = Session.getInstance(new Properties());
    private final GreenMail greenMail;
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Map<String, GreenMailUser> users = new LinkedHashMap<>();

    private DemoMailServer(GreenMail greenMail) {
        this.greenMail = greenMail;
    }

    static DemoMailServer start() {
        QUIET.setLevel(Level.SEVERE);
        ServerSetup imap = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        ServerSetup smtp = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        imap.setServerStartupTimeout(START_MILLIS);
        smtp.setServerStartupTimeout(START_MILLIS);
        DemoMailServer server = new DemoMailServer(new GreenMail(new ServerSetup[] {imap, smtp}));
        server.greenMail.start();
        USERS.forEach(server::add);
        return server;
    }

    private void add(String name) {
        String password = Secrets.password();
        passwords.put(name, password);
        users.put(name, greenMail.setUser(name + DOMAIN, name + DOMAIN, password));
    }

    int imapPort() {
        return greenMail.getImap().getPort();
    }

    int smtpPort() {
        return greenMail.getSmtp().getPort();
    }

    /** By the user's name. */
    Map<String, String> passwords() {
        return passwords;
    }

    void deliver(String user, byte[] bytes) {
        try {
            users.get(user).deliver(new MimeMessage(mail, new ByteArrayInputStream(bytes)));
        } catch (MessagingException e) {
            throw new IllegalStateException("the demo's mail server refuses a mail for " + user, e);
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}

package mailroom.camel.mailbox;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class GreenMailMailboxTest extends MailboxContract {

    private static GreenMail server;

    @BeforeAll
    static void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Override
    int port() {
        return server.getImap().getPort();
    }

    @Override
    void append(String user, String folder, byte[]... mails) throws Exception {
        GreenMailUser known = server.getUserManager().getUser(user);
        GreenMailUser owner = known == null ? server.setUser(user + "@example.com", user, "pw") : known;
        ImapHostManager folders = server.getManagers().getImapHostManager();
        MailFolder target = folders.getFolder(owner, folder);
        if (target == null) {
            target = folders.createMailbox(owner, folder);
        }
        for (byte[] mail : mails) {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            target.appendMessage(message, new Flags(), new Date());
        }
    }
}

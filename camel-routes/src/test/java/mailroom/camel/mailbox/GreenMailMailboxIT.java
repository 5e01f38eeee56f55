package mailroom.camel.mailbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class GreenMailMailboxIT extends MailboxContract {

    private static GreenMail server;

    @BeforeAll
    static void start() {
        // GreenMail's own threads end with an exception where a client goes away while they answer
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
        Awaitility.reset();
    }

    @Override
    public int port() {
        return server.getImap().getPort();
    }

    @Override
    public MailProgram mailProgram(String user) throws IOException {
        if (server.getUserManager().getUser(user) == null) {
            server.setUser(user + "@example.com", user, "pw");
        }
        return new MailProgram(port(), user);
    }

    @Override
    public String untouched() {
        return "FLAGS INTERNALDATE";
    }
}

package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ImapTimeouts;
import mailroom.camel.imap.ScriptedServer;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchingTest {

    private static final Duration ROUND = Duration.ofSeconds(20);

    /** Whatever is asked is done at once, and so is IDLE. */
    private static void endsIdleAtOnce(ScriptedServer.Talk talk) throws Exception {
        talk.letIn();
        while (true) {
            String line = talk.hear();
            String tag = line.substring(0, line.indexOf(' '));
            if (line.endsWith(" CAPABILITY")) {
                talk.say("* CAPABILITY IMAP4rev1 IDLE\r\n");
            } else if (line.contains(" LIST ")) {
                talk.say("* LIST () \"/\" INBOX\r\n");
            } else if (line.contains(" EXAMINE ")) {
                talk.say("* 1 EXISTS\r\n* OK [UIDVALIDITY 9] v\r\n* OK [UIDNEXT 2] n\r\n");
            } else if (line.endsWith(" IDLE")) {
                talk.say("+ idling\r\n");
            }
            talk.say(tag + " OK done\r\n");
        }
    }

    private static ImapSession open(ScriptedServer server) throws Exception {
        ImapSession session = ImapSession.open(
                server.address(ServerAddress.Tls.NONE), "user", new Secret("password"), ImapTimeouts.DEFAULT);
        // forgets what the opening told
        session.sizesAbove(session.examine(session.folder("INBOX")), 1);
        return session;
    }

    @Test
    void takesASecondWhereTheServerEndsIdleByItself() throws Exception {
        Wake wake = new Wake();
        try (ScriptedServer server = new ScriptedServer(WatchingTest::endsIdleAtOnce);
                ImapSession session = open(server)) {
            Watching watching = new Watching(session, Optional.empty(), new Rhythm(ROUND, ROUND, ROUND, ROUND), wake);
            long begun = System.nanoTime();
            News news = watching.await(Optional.empty());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(990), Duration.ofSeconds(10));
            assertThat(news.rung()).isFalse();
            assertThat(server.heard())
                    .filteredOn(line -> line.endsWith(" IDLE"))
                    .hasSize(1);
        }
    }

    @Test
    void goesOnAtOnceWhenItIsRungMeanwhile() throws Exception {
        Wake wake = new Wake();
        try (ScriptedServer server = new ScriptedServer(WatchingTest::endsIdleAtOnce);
                ImapSession session = open(server)) {
            Watching watching = new Watching(session, Optional.empty(), new Rhythm(ROUND, ROUND, ROUND, ROUND), wake);
            wake.ring();
            long begun = System.nanoTime();
            assertThat(watching.await(Optional.empty()).rung()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
        }
    }
}

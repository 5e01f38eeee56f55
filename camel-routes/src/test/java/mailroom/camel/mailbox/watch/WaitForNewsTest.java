package mailroom.camel.mailbox.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitForNewsTest {

    private static final Duration ROUND = Duration.ofSeconds(20);

    private final Wake wake = new Wake();
    private ScriptedServer server;
    private ImapSession session;
    private OpenFolder inbox;

    /** Whatever is asked is done at once, and so is IDLE, in which the server says this. */
    private WaitForNews watching(String inIdle) throws Exception {
        server = new ScriptedServer(talk -> endsIdleAtOnce(talk, inIdle));
        session = ImapSession.open(
                server.address(ServerAddress.Tls.NONE), "user", new Secret("password"), ImapTimeouts.DEFAULT);
        inbox = session.examine(session.folder("INBOX"));
        forgetNews();
        return new WaitForNews(session, Optional.empty(), new Rhythm(ROUND, ROUND, ROUND, ROUND), wake);
    }

    private void forgetNews() throws IOException {
        session.sizesAbove(inbox, 1);
    }

    private static void endsIdleAtOnce(ScriptedServer.Talk talk, String inIdle) throws Exception {
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
                talk.say("+ idling\r\n" + inIdle + tag + " OK done\r\n");
                talk.hear();
                continue;
            }
            talk.say(tag + " OK done\r\n");
        }
    }

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            session.close();
            server.close();
        }
    }

    @Test
    void takesASecondWhereTheServerEndsIdleByItself() throws Exception {
        WaitForNews watching = watching("");
        long begun = System.nanoTime();
        assertThat(watching.await(Optional.empty()).rung()).isFalse();
        assertThat(passedSince(begun)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(10));
        assertThat(server.heard()).filteredOn(line -> line.endsWith(" IDLE")).hasSize(1);
    }

    @Test
    void goesOnAtOnceWhenItIsRungMeanwhile() throws Exception {
        WaitForNews watching = watching("");
        wake.ring();
        long begun = System.nanoTime();
        assertThat(watching.await(Optional.empty()).rung()).isTrue();
        assertThat(passedSince(begun)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void takesASecondFromTheMomentWhenTheServerHasToldOfNewsAgainAndAgain() throws Exception {
        WaitForNews watching = watching("* 1 EXISTS\r\n");
        for (int i = 0; i < WaitForNews.QUICK_ONES_MAX; i++) {
            long begun = System.nanoTime();
            watching.await(Optional.empty());
            assertThat(passedSince(begun)).isLessThan(Duration.ofMillis(900));
            forgetNews();
        }
        long begun = System.nanoTime();
        watching.await(Optional.empty());
        assertThat(passedSince(begun)).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void restsLongerEachTimeOnlyWhereNothingIsTold() {
        int many = WaitForNews.QUICK_ONES_MAX;
        assertThat(WaitForNews.rest(true, many, ROUND)).hasSeconds(1);
        assertThat(WaitForNews.rest(true, many + 3, ROUND)).hasSeconds(8);
        assertThat(WaitForNews.rest(true, many + 100, Duration.ofMinutes(10))).hasSeconds(64);
        assertThat(WaitForNews.rest(true, many + 100, ROUND)).isEqualTo(ROUND);
        assertThat(WaitForNews.rest(false, many + 100, ROUND)).hasSeconds(1);
    }

    @Test
    void aSilentConnectionIsNoticedWithinAMinute() {
        assertThat(Rhythm.USUAL.idle().plus(Rhythm.USUAL.answer())).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    private static Duration passedSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.odd.Oddities.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddServer;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that switches QRESYNC on and refuses it at EXAMINE is asked by CONDSTORE, not for the flags of all mails. */
@Timeout(60)
class RefusedResyncIT extends WithMailboxes {

    private static final String NAME = "refused-resync";

    @Test
    void flagsAreAskedForByWhatChanged() throws Exception {
        try (OddServer server = new OddServer(refuses(
                        (command, visit, answer) ->
                                command.isOpening() && command.words().contains("QRESYNC"),
                        "BAD what?"))
                .offering("CONDSTORE", "QRESYNC", "ENABLE")) {
            OddFolder inbox = TestMails.five(server);
            running.configure(RunningMailboxes.mailbox(NAME, server.port()));
            running.awaitSightings(NAME, 5);
            running.awaitState(NAME, State.WATCHING);
            int before = server.heard().size();
            inbox.append(TestMails.mail("one more"));
            server.hangUp();
            running.awaitSightings(NAME, 6);
            running.awaitState(NAME, State.WATCHING);
            List<String> heard = server.heard().subList(before, server.heard().size());
            assertThat(heard).anyMatch(line -> line.contains("(QRESYNC"));
            assertThat(heard).anyMatch(line -> line.contains("CHANGEDSINCE"));
            assertThat(heard).noneMatch(line -> line.endsWith("(UID FLAGS)"));
        }
    }
}

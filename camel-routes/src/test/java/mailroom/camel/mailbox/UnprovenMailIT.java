package mailroom.camel.mailbox;

import static mailroom.camel.odd.Oddities.hides;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.wholeBodies;
import static mailroom.camel.odd.When.bodies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.When;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mail that a server cuts in the one way of asking that it answers is kept as it came, and asked for again. */
@Timeout(60)
class UnprovenMailIT extends WithMailboxes {

    private static final String NAME = "unproven";

    private static When inPiecesOrParts() {
        return bodies().and((command, visit, answer) -> !command.words().contains("BODY.PEEK[])"));
    }

    @Test
    void whatCameTheSameInOneWayOnlyIsArchivedAndOwedUntilItIsWhole() throws Exception {
        try (OddServer server = new OddServer(
                wholeBodies(uid -> uid == 3, whole -> Arrays.copyOf(whole, 50)),
                refuses(inPiecesOrParts(), "NO not in pieces"))) {
            OddFolder inbox = TestMails.five(server);
            running.configure(RunningMailboxes.mailbox(NAME, server.port()));
            running.awaitSightings(NAME, 5);
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.owed.of(NAME, Optional.empty(), Long.MAX_VALUE, 10))
                            .singleElement()
                            .satisfies(owed -> {
                                assertThat(owed.uid()).isEqualTo(3);
                                assertThat(owed.words()).contains("archived as it came", "one way");
                            }));
            server.behave();
            running.ledger.database().jdbi().useHandle(handle -> handle.execute("update owed set next_try_at = 0"));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> {
                running.mailboxes.compare(NAME);
                assertThat(running.ledger.mailIds(NAME))
                        .contains(TestMails.idOf(inbox.mails().get(3L).bytes()));
                assertThat(running.owed.counts(NAME)).isEmpty();
            });
        }
    }

    @Test
    void aMailThatIsArchivedAndOwedHidesNoMailThatTheServerCountsAndListsLater() throws Exception {
        Behaviour notYet = hides(command -> command.verb().startsWith("UID "), uid -> uid == 6);
        try (OddServer server = new OddServer(
                wholeBodies(uid -> uid == 3, whole -> Arrays.copyOf(whole, 50)),
                refuses(inPiecesOrParts(), "NO not in pieces"))) {
            OddFolder inbox = TestMails.five(server);
            running.configure(RunningMailboxes.mailbox("counted", server.port()));
            running.awaitSightings("counted", 5);
            running.awaitState("counted", State.WATCHING);
            server.with(notYet);
            inbox.append(TestMails.mail("counted, and listed later", 400));
            OddMailboxes.later(Duration.ofSeconds(4), () -> server.without(notYet));
            running.awaitSightings("counted", 6);
        }
    }
}

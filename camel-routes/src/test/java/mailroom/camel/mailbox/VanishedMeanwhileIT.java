package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.camel.odd.Answer;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Command;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.Visit;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mail that vanishes while another is taken in is known to have vanished with the next round, not at the next news. */
@Timeout(90)
class VanishedMeanwhileIT {

    private static final String NAME = "meanwhile";
    private static final Rhythm SHORT_ROUNDS =
            new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static Behaviour removesAtTheNextList(OddFolder inbox, long uid, AtomicBoolean armed) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                if (command.isListing() && armed.compareAndSet(true, false)) {
                    inbox.remove(uid);
                }
            }
        };
    }

    @Test
    void whatWasToldBesideAnotherMailIsLookedAt() throws Exception {
        AtomicBoolean armed = new AtomicBoolean();
        try (RunningMailboxes running = new RunningMailboxes(SHORT_ROUNDS);
                OddServer server = new OddServer()) {
            OddFolder inbox = TestMails.five(server);
            running.configure(RunningMailboxes.mailbox(NAME, server.port()));
            running.awaitSightings(NAME, 5);
            running.awaitState(NAME, State.WATCHING);
            server.with(removesAtTheNextList(inbox, 2, armed));
            armed.set(true);
            inbox.append(TestMails.mail("comes while the second goes"));
            running.awaitSightings(NAME, 6);
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.history.latest(NAME, "INBOX"))
                    .hasValueSatisfying(mark -> assertThat(running.history.live(mark.folder(), 1, Long.MAX_VALUE))
                            .isEqualTo(List.of(1L, 3L, 4L, 5L, 6L))));
        }
    }
}

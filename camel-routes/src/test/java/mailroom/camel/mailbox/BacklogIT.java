package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailroom.PrivateDovecot;
import mailroom.Programs;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.access.ServerTurns;
import mailroom.folder.FolderCursor;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many mails that wait already, on a server that is not near. */
@Timeout(600)
class BacklogIT {

    /** So many that their commands take longer than a watch that is stopped may go on. */
    private static final int MAILS = Integer.getInteger("mailroom.backlog.mails", 15_000);

    private static final int MAILS_OF_EACH = 8_000;
    /** More than may read at once. */
    private static final int MAILBOXES = ServerTurns.FETCHES_AT_ONCE + 4;

    private static final Duration EACH_WAY = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final Duration ALL = SOON.plusMillis(10L * MAILS);

    private PrivateDovecot dovecot;
    private TcpFaultProxy proxy;
    private RunningMailboxes running;

    @BeforeEach
    void start() throws Exception {
        dovecot = PrivateDovecot.start();
        proxy = new TcpFaultProxy(dovecot.port());
        proxy.delay(EACH_WAY);
        running = new RunningMailboxes();
    }

    @AfterEach
    void stop() throws Exception {
        if (running != null) {
            running.close();
            proxy.close();
            dovecot.close();
        }
    }

    private static byte[][] backlog(String name, int count) {
        byte[][] mails = new byte[count][];
        for (int i = 0; i < count; i++) {
            mails[i] = TestMails.mail(name + " " + i);
        }
        return mails;
    }

    /** How many are taken in; they are the oldest ones, at every moment. */
    private long taken(String mailbox) {
        List<FolderCursor> inbox = running.cursors.folders(mailbox);
        if (inbox.isEmpty()) {
            return 0;
        }
        assertThat(inbox).singleElement().satisfies(cursor -> assertThat(cursor.highestUid())
                .isEqualTo(cursor.sightings()));
        return inbox.get(0).sightings();
    }

    @Test
    void f23ABacklogIsTakenInOldestFirstAndGoesOnWhereItStopped() throws IOException {
        byte[][] mails = backlog("order", MAILS);
        dovecot.append("order", "INBOX", mails);
        MailboxSettings mailbox = RunningMailboxes.mailbox("order", proxy.port());
        running.configure(mailbox);
        await().atMost(SOON).pollInterval(AT_ONCE).until(() -> taken("order") >= MAILS / 4);
        running.configure();
        assertThat(taken("order")).isLessThan(MAILS);

        running.configure(mailbox);
        await().atMost(ALL).pollInterval(AT_ONCE).until(() -> taken("order") == MAILS);
        assertThat(running.ledger.mails("order")).isEqualTo(MAILS);
        assertThat(running.takeStoredBytes())
                .isEqualTo(Arrays.stream(mails).mapToLong(mail -> mail.length).sum());
    }

    @Test
    void f23NewMailDoesNotWaitForTheBacklogsOfOtherMailboxes() throws Exception {
        dovecot.append("backlog-0", "INBOX", backlog("backlog", MAILS_OF_EACH));
        Path home = Path.of(dovecot.doveadm("user", "-f", "home", "backlog-0").strip());
        List<MailboxSettings> mailboxes = new ArrayList<>();
        for (int i = 0; i < MAILBOXES; i++) {
            String name = "backlog-" + i;
            if (i > 0) {
                Programs.run(
                        "cp", "-a", home.toString(), home.resolveSibling(name).toString());
            }
            mailboxes.add(RunningMailboxes.mailbox(name, proxy.port()));
        }
        dovecot.append("fresh", "INBOX", TestMails.mail("one"));
        MailboxSettings fresh = RunningMailboxes.mailbox("fresh", proxy.port());
        running.configure(fresh);
        await().atMost(SOON).until(() -> running.state("fresh") == State.WATCHING);

        mailboxes.add(fresh);
        running.configure(mailboxes.toArray(MailboxSettings[]::new));
        await().atMost(SOON).pollInterval(AT_ONCE).until(() -> running.sightings("backlog-0") > 0);
        dovecot.append("fresh", "INBOX", TestMails.mail("two"));
        await().atMost(SOON).pollInterval(AT_ONCE).until(() -> running.sightings("fresh") == 2);
        for (int i = 0; i < MAILBOXES; i++) {
            assertThat(running.sightings("backlog-" + i)).as("backlog-" + i).isLessThan(MAILS_OF_EACH);
        }
    }
}

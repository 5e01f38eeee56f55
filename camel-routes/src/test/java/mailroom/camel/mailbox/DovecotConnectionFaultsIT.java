package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.idsOf;
import static mailroom.camel.mailbox.TestMails.mail;
import static mailroom.camel.mailbox.TestMails.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.PrivateDovecot;
import mailroom.Programs;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.TcpFaultProxy.Direction;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Networks and servers that break off, with a real Dovecot behind a proxy that breaks things. It lets nobody have more
 * than two connections, so one that is left behind by a fault would be seen.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotConnectionFaultsIT {

    private PrivateDovecot dovecot;
    private TcpFaultProxy proxy;
    private RunningMailboxes running;

    @BeforeAll
    void start() throws Exception {
        dovecot = PrivateDovecot.start("""
                protocol imap {
                  mail_max_userip_connections = 2
                }
                """);
        proxy = new TcpFaultProxy(dovecot.port());
        running = new RunningMailboxes();
    }

    @AfterAll
    void stop() throws Exception {
        if (running != null) {
            running.close();
            proxy.close();
            dovecot.close();
        }
    }

    @Test
    void f07CutInTheMiddleOfAMailLosesAndDoublesNothing() throws Exception {
        byte[][] mails = mails("cut", 20, 50_000);
        dovecot.append("cut", "INBOX", mails);
        proxy.cutAfter(Direction.TO_CLIENT, 420_000);
        running.configure(RunningMailboxes.mailbox("cut", proxy.port()));
        running.awaitSightings("cut", mails.length);
        assertThat(running.ledger.mailIds("cut")).isEqualTo(idsOf(mails));
    }

    @Test
    void f07AServerThatIsKilledInTheMiddleOfAMailLosesAndDoublesNothing() throws Exception {
        isTakenInWhole("killed", () -> {
            String who = dovecot.doveadm("who", "-1", "killed");
            Matcher process = Pattern.compile("imap +(\\d+)").matcher(who);
            assertThat(process.find()).as(who).isTrue();
            Programs.run("kill", "-9", process.group(1));
        });
    }

    @Test
    void f11AServerThatThrowsAMailboxOutInTheMiddleOfAMailLosesAndDoublesNothing() throws Exception {
        isTakenInWhole("kicked", () -> dovecot.doveadm("kick", "kicked"));
    }

    private interface Fault {
        void happens() throws Exception;
    }

    /** Although this happens while its mails are on their way. */
    private void isTakenInWhole(String mailbox, Fault fault) throws Exception {
        byte[][] mails = mails(mailbox, 20, 1_000_000);
        dovecot.append(mailbox, "INBOX", mails);
        proxy.forgetCounts();
        proxy.stallAfter(Direction.TO_CLIENT, 600_000);
        running.configure(RunningMailboxes.mailbox(mailbox, proxy.port()));
        await().atMost(RunningMailboxes.SOON).until(() -> proxy.bytes(Direction.TO_CLIENT) >= 600_000);
        assertThat(running.sightings(mailbox)).isLessThan(mails.length);
        fault.happens();
        proxy.stall(Direction.TO_CLIENT, false);
        running.awaitSightings(mailbox, mails.length);
        assertThat(running.ledger.mailIds(mailbox)).isEqualTo(idsOf(mails));
        assertThat(proxy.bytes(Direction.TO_CLIENT))
                .as("what came before the break does not come again")
                .isBetween(20_000_000L, 20_500_000L);
    }

    @Test
    void f08ABlackHoleInTheMiddleOfAMailDoesNotStopOthers() throws Exception {
        dovecot.append("hole", "INBOX", mail("large", 3_000_000));
        dovecot.append("beside", "INBOX", mail("one", 100));
        proxy.swallowAfter(Direction.TO_CLIENT, 1_000_000);
        running.configure(
                RunningMailboxes.mailbox("hole", proxy.port()), RunningMailboxes.mailbox("beside", dovecot.port()));
        running.awaitSightings("beside", 1);
        running.awaitState("beside", State.WATCHING);
        dovecot.append("beside", "INBOX", mail("two", 100));
        running.awaitSightings("beside", 2);
        assertThat(running.sightings("hole")).isZero();
        proxy.heal();
        proxy.cutAll();
        running.awaitSightings("hole", 1);
    }

    @Test
    void f09ResetsDuringFetchLoseAndDoubleNothing() throws Exception {
        byte[][] mails = mails("reset", 20, 50_000);
        dovecot.append("resets", "INBOX", mails);
        proxy.resetAfter(Direction.TO_CLIENT, 700_000);
        running.configure(RunningMailboxes.mailbox("resets", proxy.port()));
        running.awaitSightings("resets", mails.length);
        assertThat(running.ledger.mailIds("resets")).isEqualTo(idsOf(mails));
    }
}

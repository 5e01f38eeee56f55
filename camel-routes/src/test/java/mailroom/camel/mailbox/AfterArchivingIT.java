package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import mailroom.PrivateDovecot;
import mailroom.camel.TcpFaultProxy;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings.AfterArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moving on a Dovecot without MOVE and with room for three mails a user. */
@Timeout(60)
class AfterArchivingIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SMALL = """
            imap_capability = IMAP4rev1 SASL-IR IDLE UIDPLUS
            mail_plugins = quota
            plugin {
              quota = count:User quota
              quota_vsizes = yes
              quota_rule = *:messages=2
            }
            """;

    /** To end IDLE and to begin it again, once and a bit more. */
    private static final long MOST_TURNS_OF_A_WAIT = 10;

    private static PrivateDovecot dovecot;
    private static TcpFaultProxy proxy;
    private static RunningMailboxes running;

    @BeforeAll
    static void start() throws Exception {
        dovecot = PrivateDovecot.start(SMALL);
        proxy = new TcpFaultProxy(dovecot.port());
        running = new RunningMailboxes();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        proxy.close();
        dovecot.close();
    }

    private static String inFolder(String folder) throws IOException {
        return dovecot.doveadm("search", "-u", "full", "mailbox", folder, "all");
    }

    @Test
    void f18AFullTargetLeavesTheMailsWhereTheyAreUntilThereIsRoom() throws IOException {
        dovecot.append("full", "INBOX", TestMails.mail("one"), TestMails.mail("two"));
        dovecot.doveadm("mailbox", "create", "-u", "full", "Archived");
        running.configure(RunningMailboxes.with(
                RunningMailboxes.mailbox("full", proxy.port()), new AfterArchive.Move("Archived")));
        await().atMost(SOON).untilAsserted(() -> assertThat(running.incidents.latest(10))
                .anySatisfy(incident -> assertThat(incident.kind()).isEqualTo("after-archive-refused")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.state("full")).isEqualTo(State.WATCHING));
        assertThat(inFolder("INBOX").lines()).hasSize(2);
        long turns = proxy.turns();
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> proxy.turns() < turns + MOST_TURNS_OF_A_WAIT);
        assertThat(running.ledger.mails("full")).isEqualTo(2);

        dovecot.doveadm("expunge", "-u", "full", "mailbox", "INBOX", "uid", "1");
        running.mailboxes.sync("full");
        await().atMost(SOON).untilAsserted(() -> assertThat(inFolder("INBOX")).isBlank());
        assertThat(inFolder("Archived").lines()).hasSize(1);
        assertThat(running.ledger.mails("full")).isEqualTo(2);
    }
}

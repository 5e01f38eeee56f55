package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mailroom.intake.MailboxReport.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a mailbox does on every IMAP server. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailboxContract {

    static final Duration SOON = Duration.ofSeconds(15);

    RunningMailboxes running;

    abstract int port();

    abstract void append(String user, String folder, byte[]... mails) throws Exception;

    @BeforeAll
    void run() throws Exception {
        running = new RunningMailboxes();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
    }

    static byte[] mail(String subject) {
        return ("From: a@example.com\r\nSubject: " + subject + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    void awaitSightings(String mailbox, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.sightings(mailbox)).isEqualTo(count));
    }

    void awaitState(String mailbox, State state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.state(mailbox)).isEqualTo(state));
    }

    @Test
    void takesInEveryMailOnceAndWakesTheJobs() throws Exception {
        append("contract-first", "INBOX", mail("one"), mail("two"), mail("three"));
        append("contract-first", "Projects", mail("one"), mail("four"));
        running.configure(RunningMailboxes.mailbox("contract-first", port()));
        awaitSightings("contract-first", 5);
        awaitState("contract-first", State.WATCHING);
        assertThat(running.mails("contract-first")).isEqualTo(4);
        assertThat(running.wakes()).contains("contract-first");
        assertThat(running.mailboxes.report("contract-first").orElseThrow().folders())
                .allSatisfy(folder -> assertThat(folder.lagSeconds()).isZero())
                .anySatisfy(folder -> assertThat(folder.sightings()).isEqualTo(3));
    }

    @Test
    void noticesNewMailWhileItWatches() throws Exception {
        append("contract-watch", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("contract-watch", port()));
        awaitState("contract-watch", State.WATCHING);
        append("contract-watch", "INBOX", mail("two"));
        awaitSightings("contract-watch", 2);
        append("contract-watch", "INBOX", mail("three"));
        awaitSightings("contract-watch", 3);
    }

    @Test
    void looksAtOnceWhenAskedTo() throws Exception {
        append("contract-sync", "INBOX", mail("one"));
        append("contract-sync", "Other", mail("two"));
        running.configure(RunningMailboxes.mailbox("contract-sync", port()));
        awaitState("contract-sync", State.WATCHING);
        append("contract-sync", "Other", mail("three"));
        running.mailboxes.sync("contract-sync");
        awaitSightings("contract-sync", 3);
    }

    @Test
    void standsStillWhilePaused() throws Exception {
        append("contract-pause", "INBOX", mail("one"));
        running.configure(RunningMailboxes.mailbox("contract-pause", port()));
        awaitSightings("contract-pause", 1);
        assertThat(running.mailboxes.pause("contract-pause")).isTrue();
        assertThat(running.state("contract-pause")).isEqualTo(State.PAUSED);
        append("contract-pause", "INBOX", mail("two"));
        assertThat(running.sightings("contract-pause")).isEqualTo(1);
        running.mailboxes.resume("contract-pause");
        awaitSightings("contract-pause", 2);
    }

    @Test
    void comesBackToAWindowThatWasNotStored() throws Exception {
        append("contract-fail", "INBOX", mail("one"), mail("two"));
        running.failNextStores(1);
        running.configure(RunningMailboxes.mailbox("contract-fail", port()));
        awaitSightings("contract-fail", 2);
        assertThat(running.mails("contract-fail")).isEqualTo(2);
    }

    @Test
    void replacesOnlyTheMailboxesThatChanged() throws Exception {
        append("contract-a", "INBOX", mail("one"));
        append("contract-b", "INBOX", mail("two"));
        append("contract-c", "INBOX", mail("three"));
        var a = RunningMailboxes.mailbox("contract-a", port());
        running.configure(a, RunningMailboxes.mailbox("contract-b", port()));
        awaitSightings("contract-a", 1);
        MailboxWatch before = running.mailboxes.watchOf("contract-a");
        running.configure(a, RunningMailboxes.mailbox("contract-c", port()));
        awaitSightings("contract-c", 1);
        assertThat(running.routes()).containsExactly("mailbox-in-contract-a", "mailbox-in-contract-c");
        assertThat(running.mailboxes.watchOf("contract-a")).isSameAs(before);
        assertThat(running.mailboxes.reports()).hasSize(2);
        assertThat(running.mailboxes.sync("contract-b")).isFalse();
    }

    @Test
    void anErrorDoesNotEndTheWatch() throws Exception {
        append("contract-error", "INBOX", mail("one"));
        running.throwNext(new NoClassDefFoundError("a/class/of/a/library"));
        running.configure(RunningMailboxes.mailbox("contract-error", port()));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        running.mailboxes.report("contract-error").orElseThrow().problem())
                .hasValueSatisfying(problem -> {
                    assertThat(problem.kind()).isEqualTo("unexpected-failure");
                    assertThat(problem.message()).isEqualTo("NoClassDefFoundError");
                }));
        awaitSightings("contract-error", 1);
        awaitState("contract-error", State.WATCHING);
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import mailroom.camel.mailbox.watch.MailboxWatch;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;

/** What a mailbox notices and what ends its watch, on every IMAP server. */
interface WatchContract extends MailboxAtServer {

    @Test
    default void noticesNewMailWhileItWatches() throws Exception {
        append("contract-watch", "INBOX", mail("one"));
        running().configure(RunningMailboxes.mailbox("contract-watch", port()));
        running().awaitState("contract-watch", State.WATCHING);
        append("contract-watch", "INBOX", mail("two"));
        running().awaitSightings("contract-watch", 2);
        append("contract-watch", "INBOX", mail("three"));
        running().awaitSightings("contract-watch", 3);
    }

    @Test
    default void noticesVanishedMailWhileItWatches() throws Exception {
        append("contract-vanish", "INBOX", mail("one"), mail("two"));
        running().configure(RunningMailboxes.mailbox("contract-vanish", port()));
        running().awaitSightings("contract-vanish", 2);
        running().awaitState("contract-vanish", State.WATCHING);
        try (MailProgram program = mailProgram("contract-vanish")) {
            program.remove("INBOX", "1");
        }
        await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(sightings("contract-vanish", "INBOX"))
                .hasSize(2)
                .allSatisfy((uid, known) -> assertThat(known.vanished()).isEqualTo(uid == 1)));
        assertThat(running().ledger.mails("contract-vanish")).isEqualTo(2);
    }

    @Test
    default void catchesUpWithWhatHappenedWhileItWasAway() throws Exception {
        append("contract-away", "INBOX", mail("one"), mail("two"), mail("three"));
        running().configure(RunningMailboxes.mailbox("contract-away", port()));
        running().awaitSightings("contract-away", 3);
        running().awaitState("contract-away", State.WATCHING);
        running().mailboxes.pause("contract-away");
        try (MailProgram program = mailProgram("contract-away")) {
            program.flag("INBOX", "2", "\\Flagged");
            program.remove("INBOX", "1");
            program.append("INBOX", mail("four"));
        }
        running().ledger.forgetCompares();
        running().mailboxes.resume("contract-away");
        await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(sightings("contract-away", "INBOX"))
                .hasSize(4)
                .allSatisfy((uid, known) -> {
                    assertThat(known.vanished()).isEqualTo(uid == 1);
                    assertThat(known.flags().contains("\\Flagged")).isEqualTo(uid == 2);
                }));
        assertThat(running().ledger.mails("contract-away")).isEqualTo(4);
    }

    @Test
    default void looksAtOnceWhenAskedTo() throws Exception {
        append("contract-sync", "INBOX", mail("one"));
        append("contract-sync", "Other", mail("two"));
        running().configure(RunningMailboxes.mailbox("contract-sync", port()));
        running().awaitState("contract-sync", State.WATCHING);
        append("contract-sync", "Other", mail("three"));
        running().mailboxes.sync("contract-sync");
        running().awaitSightings("contract-sync", 3);
    }

    @Test
    default void standsStillWhilePaused() throws Exception {
        append("contract-pause", "INBOX", mail("one"));
        running().configure(RunningMailboxes.mailbox("contract-pause", port()));
        running().awaitSightings("contract-pause", 1);
        assertThat(running().mailboxes.pause("contract-pause")).isTrue();
        assertThat(running().state("contract-pause")).isEqualTo(State.PAUSED);
        append("contract-pause", "INBOX", mail("two"));
        assertThat(running().sightings("contract-pause")).isEqualTo(1);
        running().mailboxes.resume("contract-pause");
        running().awaitSightings("contract-pause", 2);
    }

    @Test
    default void f19RejectedLoginIsNamedAndDoesNotStopOthers() throws Exception {
        append("contract-others", "INBOX", mail("one"));
        mailProgram("contract-wrong").close();
        MailboxSettings wrong = RunningMailboxes.mailbox("contract-wrong", port());
        wrong = new MailboxSettings(
                wrong.name(),
                wrong.server(),
                wrong.name(),
                new Secret("not the password"),
                List.of(),
                Optional.empty(),
                wrong.afterArchive(),
                Optional.empty());
        running().configure(wrong, RunningMailboxes.mailbox("contract-others", port()));
        running().awaitSightings("contract-others", 1);
        running().awaitProblem("contract-wrong", ProblemKind.LOGIN_REJECTED);
        assertThat(running().mailboxes.test(wrong).problem().orElseThrow().kind())
                .isEqualTo(ProblemKind.LOGIN_REJECTED);
        assertThat(running()
                        .mailboxes
                        .test(RunningMailboxes.mailbox("contract-others", port()))
                        .folders())
                .containsExactly("INBOX");
    }

    @Test
    default void replacesOnlyTheMailboxesThatChanged() throws Exception {
        append("contract-a", "INBOX", mail("one"));
        append("contract-b", "INBOX", mail("two"));
        append("contract-c", "INBOX", mail("three"));
        var a = RunningMailboxes.mailbox("contract-a", port());
        running().configure(a, RunningMailboxes.mailbox("contract-b", port()));
        running().awaitSightings("contract-a", 1);
        MailboxWatch before = running().mailboxes.watchOf("contract-a");
        running().configure(a, RunningMailboxes.mailbox("contract-c", port()));
        running().awaitSightings("contract-c", 1);
        assertThat(running().routes()).containsExactly("mailbox-in-contract-a", "mailbox-in-contract-c");
        assertThat(running().mailboxes.watchOf("contract-a")).isSameAs(before);
        assertThat(running().mailboxes.reports()).hasSize(2);
        assertThat(running().mailboxes.sync("contract-b")).isFalse();
    }

    @Test
    default void anErrorDoesNotEndTheWatch() throws Exception {
        append("contract-error", "INBOX", mail("one"));
        running().configure();
        running().throwNext(new NoClassDefFoundError("a/class/of/a/library"));
        running().configure(RunningMailboxes.mailbox("contract-error", port()));
        await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running()
                        .mailboxes
                        .report("contract-error")
                        .orElseThrow()
                        .problem())
                .hasValueSatisfying(problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.UNEXPECTED_FAILURE);
                    assertThat(problem.message()).contains("its log says how");
                }));
        running().awaitSightings("contract-error", 1);
        running().awaitState("contract-error", State.WATCHING);
    }
}

package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mailroom.folder.ComparisonFindings;
import mailroom.folder.FolderKey;
import mailroom.incident.Incidents.Incident;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server hid or said wrongly, the comparison finds it once the server tells the truth in one way of asking. */
@Timeout(60)
class ComparisonIT extends WithMailboxes {

    private void watch(String mailbox, LyingInbox inbox, int sightings) {
        running.configure(RunningMailboxes.mailbox(mailbox, inbox.port()));
        running.awaitSightings(mailbox, sightings);
        running.awaitState(mailbox, State.WATCHING);
    }

    private MailboxReport.Folder folder(String mailbox) {
        return running.mailboxes.report(mailbox).orElseThrow().folders().get(0);
    }

    /** Asks for a comparison and waits for its end. */
    private ComparisonFindings compare(String mailbox) {
        var before = folder(mailbox).comparedAt();
        assertThat(running.mailboxes.compare(mailbox)).isTrue();
        await().atMost(RunningMailboxes.SOON)
                .until(() -> !folder(mailbox).comparedAt().equals(before) && running.state(mailbox) == State.WATCHING);
        return folder(mailbox).comparison();
    }

    private Set<Long> live(String mailbox) {
        FolderKey folder =
                running.history.latest(mailbox, "INBOX").orElseThrow().folder();
        return new TreeSet<>(running.history.live(folder, 1, 100_000));
    }

    private List<Incident> incidents(String mailbox, String kind) {
        return running.incidents.latest(500).stream()
                .filter(incident -> incident.mailbox().filter(mailbox::equals).isPresent()
                        && incident.kind().equals(kind))
                .toList();
    }

    @Test
    void aMailThatComesUpBelowTheCursorWhileAnotherVanishesIsFoundAndTaken() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(6)) {
            inbox.mails.remove(4L);
            watch("late", inbox, 5);
            inbox.put(4, "late");
            inbox.mails.remove(2L);
            assertThat(compare("late")).isEqualTo(new ComparisonFindings(1, 0, 1, 0));
            assertThat(live("late")).isEqualTo(inbox.mails.keySet());
            assertThat(incidents("late", "comparison-put-right"))
                    .singleElement()
                    .extracting(Incident::count)
                    .isEqualTo(1L);
        }
    }

    @Test
    void aMailThatTheListingLeavesOutIsFoundBySearch() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(6)) {
            inbox.hiddenFromFetch.add(5L);
            running.configure(RunningMailboxes.mailbox("left-out", inbox.port()));
            running.awaitSightings("left-out", 5);
            running.awaitState("left-out", State.WATCHING);
            inbox.mails.remove(3L);
            inbox.hiddenFromFetch.clear();
            compare("left-out");
            assertThat(live("left-out")).isEqualTo(inbox.mails.keySet());
        }
    }

    @Test
    void anEsearchThatSaysNothingMarksNothingAsVanished() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(40)) {
            inbox.capabilities = "IMAP4rev1 UIDPLUS ESEARCH";
            inbox.esearch = answer -> "* ESEARCH (TAG \"t\") UID\r\n";
            watch("silent", inbox, 40);
            inbox.mails.remove(1L);
            inbox.mails.remove(2L);
            compare("silent");
            assertThat(live("silent")).isEqualTo(inbox.mails.keySet());
        }
    }

    @Test
    void noAnswerAtAllMarksNothingAsVanishedWhileTheCountSaysThatTheMailsAreThere() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(40)) {
            watch("mute", inbox, 40);
            inbox.searchSaysNothing = true;
            LongStream.rangeClosed(1, 40).forEach(inbox.hiddenFromFetch::add);
            compare("mute");
            assertThat(live("mute")).hasSize(40);
            assertThat(incidents("mute", "listing-contradicted")).hasSize(1);
        }
    }

    @Test
    void aMailThatOneWayOfAskingLeavesOutCountsAsPresent() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(40)) {
            watch("one-way", inbox, 40);
            inbox.hiddenFromSearch.add(7L);
            inbox.mails.remove(9L);
            compare("one-way");
            assertThat(live("one-way")).isEqualTo(inbox.mails.keySet());
        }
    }

    @Test
    void aFolderThatWasEmptiedCountsAsVanished() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(40)) {
            watch("emptied", inbox, 40);
            inbox.mails.clear();
            compare("emptied");
            assertThat(live("emptied")).isEmpty();
        }
    }

    @Test
    void whatCountsAsVanishedAndIsThereIsPresentAgain() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(8)) {
            watch("back", inbox, 8);
            running.history.vanished(new FolderKey("back", "INBOX", 9), List.of(3L, 7L));
            assertThat(compare("back").back()).isEqualTo(2);
            assertThat(live("back")).hasSize(8);
        }
    }

    @Test
    void aMailThatReplacesAnotherUnderItsUidIsArchivedAndTheOldOneIsKept() throws Exception {
        try (LyingInbox inbox = LyingInbox.of(8)) {
            watch("replaced", inbox, 8);
            inbox.put(3, "another one");
            inbox.put(8, "other 8", "18-Jul-2026 02:44:25 +0000");
            assertThat(compare("replaced").replaced()).isEqualTo(2);
            assertThat(running.ledger.mails("replaced")).isEqualTo(10);
            assertThat(live("replaced")).hasSize(8);
            assertThat(incidents("replaced", "mail-replaced"))
                    .singleElement()
                    .extracting(Incident::count)
                    .isEqualTo(2L);
            assertThat(compare("replaced").putRight()).isZero();
        }
    }

    static List<Long> seeds() {
        return new Random(14)
                .longs(Integer.getInteger("mailroom.comparison.seeds", 12))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onceAServerBehavesTheLedgerHasItsUids(long seed) throws Exception {
        Random random = new Random(seed);
        try (LyingInbox inbox = LyingInbox.of(30)) {
            String mailbox = "random-" + Long.toString(seed, 36).replace("-", "m");
            if (random.nextBoolean()) {
                inbox.capabilities = "IMAP4rev1 UIDPLUS ESEARCH";
            }
            hide(random, inbox);
            running.configure(RunningMailboxes.mailbox(mailbox, inbox.port()));
            running.awaitState(mailbox, State.WATCHING);
            for (int round = 0; round < 3; round++) {
                change(random, inbox);
                hide(random, inbox);
                running.mailboxes.sync(mailbox);
                running.awaitState(mailbox, State.WATCHING);
                if (folder(mailbox).sightings() > 0) {
                    compare(mailbox);
                }
            }
            behave(inbox);
            running.mailboxes.sync(mailbox);
            running.awaitState(mailbox, State.WATCHING);
            compare(mailbox);
            // what the server did not give when it was asked is owed, and asked for again
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> isArchived(mailbox, inbox));
        }
    }

    private void isArchived(String mailbox, LyingInbox inbox) {
        assertThat(live(mailbox)).isEqualTo(inbox.mails.keySet());
        Set<String> archived =
                running.ledger.mailIds(mailbox).stream().map(id -> id.hex()).collect(Collectors.toSet());
        inbox.mails.forEach((uid, mail) -> assertThat(archived)
                .as("UID " + uid + " of " + running.owed.counts(mailbox) + " " + folder(mailbox))
                .contains(TestMails.idOf(new String(mail.bytes(), StandardCharsets.ISO_8859_1))
                        .hex()));
    }

    private static void hide(Random random, LyingInbox inbox) {
        behave(inbox);
        for (long uid : List.copyOf(inbox.mails.keySet())) {
            if (random.nextInt(3) == 0) {
                (random.nextBoolean() ? inbox.hiddenFromFetch : inbox.hiddenFromSearch).add(uid);
            }
        }
        inbox.searchSaysNothing = random.nextInt(4) == 0;
        if (random.nextInt(4) == 0) {
            inbox.esearch = answer -> "* ESEARCH\r\n";
        }
    }

    private static void behave(LyingInbox inbox) {
        inbox.hiddenFromFetch.clear();
        inbox.hiddenFromSearch.clear();
        inbox.searchSaysNothing = false;
        inbox.esearch = answer -> answer;
    }

    private static void change(Random random, LyingInbox inbox) {
        for (long uid = 1; uid <= 40; uid++) {
            switch (random.nextInt(12)) {
                case 0 -> inbox.mails.remove(uid);
                case 1 -> inbox.put(uid, "changed " + random.nextLong() + "x".repeat(random.nextInt(900)));
                default -> {}
            }
        }
    }
}

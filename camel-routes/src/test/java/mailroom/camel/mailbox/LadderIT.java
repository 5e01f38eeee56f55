package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import mailroom.PrivateDovecot;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.ladder.Ladder;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.folder.KnownSighting;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rung of the ladder on Dovecot, whose offers are switched off one after the other. */
@Timeout(60)
class LadderIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String PLAIN = "IMAP4rev1 SASL-IR LITERAL+ IDLE UIDPLUS LIST-EXTENDED SPECIAL-USE";

    private static RunningMailboxes running;
    private static PrivateDovecot qresync;
    private static PrivateDovecot condstore;
    private static PrivateDovecot condstoreWithoutEsearch;
    private static PrivateDovecot neither;

    private record Offer(String rung, PrivateDovecot server, boolean counts) {
        @Override
        public String toString() {
            return rung;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        running = new RunningMailboxes();
        qresync = PrivateDovecot.start();
        condstore = PrivateDovecot.start("imap_capability = " + PLAIN + " ENABLE CONDSTORE ESEARCH");
        condstoreWithoutEsearch = PrivateDovecot.start("imap_capability = " + PLAIN + " CONDSTORE QRESYNC");
        neither = PrivateDovecot.start("imap_capability = " + PLAIN);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        for (PrivateDovecot server : List.of(qresync, condstore, condstoreWithoutEsearch, neither)) {
            server.close();
        }
    }

    static Stream<Offer> offers() {
        return Stream.of(
                new Offer("QresyncRung", qresync, true),
                new Offer("CondstoreRung", condstore, true),
                new Offer("CondstoreRung", condstoreWithoutEsearch, true),
                new Offer("UidWindowRung", neither, false));
    }

    private static int users;

    private static MailboxSettings watched(PrivateDovecot server, int mails) throws IOException {
        MailboxSettings mailbox = RunningMailboxes.mailbox("ladder-" + ++users, server.port());
        append(server, mailbox.name(), 1, mails);
        running.configure(mailbox);
        running.awaitSightings(mailbox.name(), mails);
        running.awaitState(mailbox.name(), State.WATCHING);
        return mailbox;
    }

    private static void append(PrivateDovecot server, String user, int from, int to) throws IOException {
        byte[][] mails = new byte[to - from + 1][];
        for (int i = from; i <= to; i++) {
            mails[i - from] = TestMails.mail(user + " " + i);
        }
        server.append(user, "INBOX", mails);
    }

    private static FolderMark mark(String mailbox) {
        return running.history.latest(mailbox, "INBOX").orElseThrow();
    }

    private static TreeMap<Long, KnownSighting> sightings(String mailbox) {
        FolderKey folder = mark(mailbox).folder();
        return new TreeMap<>(running.history.sightingsAbove(folder, 0, 1000));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void theServersOfferChoosesTheRung(Offer offer) throws IOException {
        MailboxSettings mailbox =
                RunningMailboxes.mailbox("choice", offer.server().port());
        try (ImapSession session = ImapSession.open(
                mailbox.server(), mailbox.user(), new Secret(PrivateDovecot.PASSWORD), ImapTimeouts.DEFAULT)) {
            assertThat(Ladder.rung(session).getClass().getSimpleName()).isEqualTo(offer.rung());
        }
    }

    @ParameterizedTest
    @MethodSource("offers")
    void highestModSeqIsKeptOnceTheMailsAreStored(Offer offer) throws IOException {
        MailboxSettings mailbox = watched(offer.server(), 3);
        assertThat(mark(mailbox.name()).modSeq() > 0).isEqualTo(offer.counts());
        assertThat(mark(mailbox.name()).comparedAt()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("offers")
    void vanishedMailsStayInTheArchiveAndAreMarked(Offer offer) throws IOException {
        MailboxSettings mailbox = watched(offer.server(), 5);
        offer.server().doveadm("expunge", "-u", mailbox.name(), "mailbox", "INBOX", "uid", "2,4");
        append(offer.server(), mailbox.name(), 6, 6);
        running.awaitSightings(mailbox.name(), 6);
        running.mailboxes.sync(mailbox.name());
        await().atMost(SOON).untilAsserted(() -> assertThat(sightings(mailbox.name()))
                .hasSize(6)
                .allSatisfy((uid, known) -> assertThat(known.vanished()).isEqualTo(uid == 2 || uid == 4)));
        assertThat(mark(mailbox.name()).live()).isEqualTo(4);
        assertThat(running.ledger.mails(mailbox.name())).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("offers")
    void f16FlagsOfOthersAreKeptAsFactsAndNeverTouched(Offer offer) throws IOException {
        MailboxSettings mailbox = watched(offer.server(), 4);
        running.configure();
        offer.server().doveadm("flags", "add", "-u", mailbox.name(), "\\Flagged $Work", "mailbox", "INBOX", "uid", "3");
        String before = onServer(offer, mailbox);
        if (!offer.counts()) {
            running.ledger.forgetCompares();
        }
        running.configure(mailbox);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        sightings(mailbox.name()).get(3L).flags())
                .contains("\\Flagged")
                .contains("$Work"));
        assertThat(sightings(mailbox.name()).get(2L).flags()).doesNotContain("\\Flagged");
        assertThat(onServer(offer, mailbox)).isEqualTo(before);
    }

    private static String onServer(Offer offer, MailboxSettings mailbox) throws IOException {
        return offer.server().doveadm("fetch", "-u", mailbox.name(), "uid flags modseq", "mailbox", "INBOX", "all");
    }

    @ParameterizedTest
    @MethodSource("offers")
    void f14MailsBelowTheCursorThatTheLedgerLacksAreFound(Offer offer) throws IOException {
        MailboxSettings mailbox = watched(offer.server(), 6);
        running.configure();
        running.ledger.forgetSighting(mark(mailbox.name()).folder(), 3);
        running.configure(mailbox);
        running.awaitSightings(mailbox.name(), 6);
        assertThat(sightings(mailbox.name())).containsKey(3L);
    }

    @ParameterizedTest
    @MethodSource("offers")
    void f14AGapOfTenThousandUidsHidesNothing(Offer offer) throws IOException {
        MailboxSettings mailbox = watched(offer.server(), 2);
        running.configure();
        offer.server().doveadm("mailbox", "update", "-u", mailbox.name(), "--min-next-uid", "31000", "INBOX");
        append(offer.server(), mailbox.name(), 3, 4);
        running.configure(mailbox);
        running.awaitSightings(mailbox.name(), 4);
        assertThat(sightings(mailbox.name())).containsKeys(1L, 2L, 31000L, 31001L);
    }
}

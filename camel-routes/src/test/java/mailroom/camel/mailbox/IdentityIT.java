package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mailroom.PrivateDovecot;
import mailroom.folder.FolderCursor;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Folders that get a new identity on Dovecot: no mail lost, none archived twice, and hardly a body fetched again. The
 * property {@code mailroom.identity.mails} says how many mails the large folder has.
 */
@Timeout(600)
class IdentityIT {

    private static final int MAILS = Integer.getInteger("mailroom.identity.mails", 3000);
    private static final Duration SOON = Duration.ofSeconds(Math.max(30, MAILS / 100));
    private static final long FIRST_DATE = 1_600_000_000L;

    private static PrivateDovecot dovecot;
    private static RunningMailboxes running;

    @BeforeAll
    static void start() throws Exception {
        dovecot = PrivateDovecot.start();
        running = new RunningMailboxes();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        dovecot.close();
    }

    /** About 4 KB. Some have no Message-ID, some share it, their size and their date with the one before. */
    private static String mail(String folder, int number) {
        boolean twin = number % 50 == 1;
        String id = number % 10 == 5
                ? ""
                : "Message-ID: <" + (twin ? number - 1 : number) + "." + folder + "@example.com>\r\n";
        String trace = String.format("Received: from a.example.com by b.example.com with id %08d%n", number);
        return trace.strip() + "\r\nFrom: a@example.com\r\n" + id + "Subject: mail " + (twin ? number - 1 : number)
                + "\r\n\r\n" + "A line of text that says little.\r\n".repeat(90 + number / 50 % 60);
    }

    private static void load(String user, String folder, int from, int to) throws IOException {
        Path maildir = Files.createTempDirectory("maildir");
        for (String sub : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(sub));
        }
        for (int i = from; i <= to; i++) {
            long date = FIRST_DATE + (i % 50 == 1 ? i - 1 : i) * 311L;
            Path file = maildir.resolve("cur").resolve(String.format("%d.M%06d.test:2,", date, i));
            Files.writeString(file, mail(folder, i), StandardCharsets.US_ASCII);
            Files.setLastModifiedTime(file, FileTime.fromMillis(date * 1000));
        }
        maildir.toFile().setReadable(true, false);
        maildir.toFile().setExecutable(true, false);
        dovecot.load(user, folder, maildir);
        try (Stream<Path> files = Files.walk(maildir)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private static MailboxSettings watch(String user, int sightings) {
        MailboxSettings mailbox = RunningMailboxes.mailbox(user, dovecot.port());
        lookAgain(mailbox, sightings);
        return mailbox;
    }

    /** With a new connection, until all is stored and the folders are watched. */
    private static void lookAgain(MailboxSettings mailbox, int sightings) {
        running.configure();
        running.configure(mailbox);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(running.sightings(mailbox.name())).isEqualTo(sightings);
            assertThat(running.state(mailbox.name())).isEqualTo(State.WATCHING);
        });
    }

    private static String uidValidity(String user, String folder) throws IOException {
        return dovecot.doveadm("-f", "flow", "mailbox", "status", "-u", user, "uidvalidity", folder)
                .replaceAll("(?s).*uidvalidity=(\\d+).*", "$1");
    }

    private static long bytesOf(String folder, int from, int to) {
        long sum = 0;
        for (int i = from; i <= to; i++) {
            sum += mail(folder, i).length();
        }
        return sum;
    }

    @Test
    void f13ANewUidValidityFetchesLessThanOnePercentAgain() throws IOException {
        load("renumbered", "INBOX", 1, MAILS);
        MailboxSettings mailbox = watch("renumbered", MAILS);
        running.configure();
        dovecot.doveadm("mailbox", "update", "-u", "renumbered", "--uid-validity", "4100000001", "INBOX");
        load("renumbered", "INBOX", MAILS + 1, MAILS + 10);
        running.takeStoredBytes();
        lookAgain(mailbox, 2 * MAILS + 10);
        long again = running.takeStoredBytes() - bytesOf("INBOX", MAILS + 1, MAILS + 10);
        long all = bytesOf("INBOX", 1, MAILS);
        System.out.printf("UIDVALIDITY: %d of %d body bytes fetched again, %.2f %%%n", again, all, 100.0 * again / all);
        assertThat(again).isLessThan(all / 100);
        assertThat(running.ledger.mails("renumbered")).isEqualTo(MAILS + 10);
        assertThat(running.history.latest("renumbered", "INBOX").orElseThrow().live())
                .isEqualTo(MAILS + 10);
        assertThat(running.live("renumbered")).isEqualTo(MAILS + 10);
        assertThat(running.incidents.latest(20))
                .anySatisfy(incident -> assertThat(incident.kind()).isEqualTo("uid-validity-changed"))
                .noneSatisfy(incident -> assertThat(incident.kind()).isEqualTo("rematch-refuted"));
    }

    @Test
    void f17ARenamedFolderIsRecognised() throws IOException {
        load("renamed", "Work", 1, 500);
        MailboxSettings mailbox = watch("renamed", 500);
        running.configure();
        dovecot.doveadm("mailbox", "rename", "-u", "renamed", "Work", "Projects/Größe");
        running.takeStoredBytes();
        lookAgain(mailbox, 1000);
        assertThat(running.takeStoredBytes()).isLessThan(bytesOf("Work", 1, 500) / 100);
        assertThat(running.ledger.mails("renamed")).isEqualTo(500);
        assertThat(running.live("renamed")).isEqualTo(500);
    }

    @Test
    void f13AFolderMadeAgainWithTheSameUidsHasOtherMails() throws IOException {
        load("again", "Work", 1, 5);
        MailboxSettings mailbox = watch("again", 5);
        running.configure();
        String before = uidValidity("again", "Work");
        dovecot.doveadm("mailbox", "delete", "-u", "again", "Work");
        load("again", "Work", 11, 15);
        dovecot.doveadm("mailbox", "update", "-u", "again", "--uid-validity", before, "Work");
        lookAgain(mailbox, 10);
        assertThat(running.ledger.mails("again")).isEqualTo(10);
        assertThat(running.live("again")).isEqualTo(5);
        lookAgain(mailbox, 10);
    }

    @Test
    void f14AUidNextThatGoesBackLosesNothing() throws IOException {
        load("back", "Work", 1, 9);
        MailboxSettings mailbox = watch("back", 9);
        running.configure();
        String before = uidValidity("back", "Work");
        dovecot.doveadm("mailbox", "delete", "-u", "back", "Work");
        load("back", "Work", 2, 4);
        load("back", "Work", 21, 22);
        dovecot.doveadm("mailbox", "update", "-u", "back", "--uid-validity", before, "Work");
        lookAgain(mailbox, 9 + 5);
        assertThat(running.ledger.mails("back")).isEqualTo(11);
        assertThat(running.live("back")).isEqualTo(5);
    }

    @Test
    void aRenamedLoginFetchesNothingAgain() throws IOException {
        load("login-before", "INBOX", 1, 20);
        MailboxSettings mailbox = watch("login-before", 20);
        running.configure();
        Path home =
                Path.of(dovecot.doveadm("user", "-f", "home", "login-before").strip());
        Files.move(home, home.resolveSibling("login-after"));
        running.takeStoredBytes();
        MailboxSettings after = new MailboxSettings(
                mailbox.name(),
                mailbox.server(),
                "login-after",
                new Secret("pw"),
                mailbox.folders(),
                mailbox.pollEvery(),
                mailbox.afterArchive(),
                mailbox.rules());
        lookAgain(after, 20);
        assertThat(running.takeStoredBytes()).isZero();
        assertThat(running.cursors.folders("login-before"))
                .extracting(FolderCursor::sightings)
                .contains(20L);
    }
}

package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.PrivateDovecot;
import mailroom.Programs;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.TcpFaultProxy.Direction;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ImapTimeouts;
import mailroom.intake.MailboxReport.State;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The faults of networks, servers and mails, with a real Dovecot behind a proxy that breaks things. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int LARGE_BYTES = Integer.getInteger("mailroom.faults.large.bytes", 100 * 1024 * 1024);
    private static final int FOLDERS = Integer.getInteger("mailroom.faults.folders", 200);
    private PrivateDovecot dovecot;
    private TcpFaultProxy proxy;
    private RunningMailboxes running;
    private Path acl;

    @BeforeAll
    void start() throws Exception {
        acl = Files.createTempFile("acl", "");
        Files.writeString(acl, "Secret owner l\n");
        Files.setPosixFilePermissions(acl, PosixFilePermissions.fromString("rw-r--r--"));
        dovecot = PrivateDovecot.start("""
                protocol imap {
                  mail_plugins = acl
                  mail_max_userip_connections = 2
                }
                plugin {
                  acl = vfile:%s
                }
                """.formatted(acl));
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
        Files.delete(acl);
    }

    private static byte[] mail(String subject, int bytes) {
        String head = "From: a@example.com\r\nSubject: " + subject + "\r\n\r\n";
        String line = "0123456789".repeat(7) + "\r\n";
        return (head + line.repeat(bytes / line.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private void awaitSightings(String mailbox, long count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.sightings(mailbox)).isEqualTo(count));
    }

    private void awaitState(String mailbox, State state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.state(mailbox)).isEqualTo(state));
    }

    private Optional<String> problem(String mailbox) {
        return running.mailboxes.report(mailbox).orElseThrow().problem().map(problem -> problem.kind());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void f07CutInTheMiddleOfAMailLosesAndDoublesNothing() throws Exception {
        byte[][] mails = new byte[20][];
        for (int i = 0; i < mails.length; i++) {
            mails[i] = mail("cut " + i, 50_000);
        }
        dovecot.append("cut", "INBOX", mails);
        proxy.cutAfter(Direction.TO_CLIENT, 420_000);
        running.configure(RunningMailboxes.mailbox("cut", proxy.port()));
        awaitSightings("cut", mails.length);
        assertThat(running.mailIds("cut"))
                .isEqualTo(Set.copyOf(
                        Arrays.stream(mails).map(DovecotFaultsIT::sha256).toList()));
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
        byte[][] mails = new byte[20][];
        for (int i = 0; i < mails.length; i++) {
            mails[i] = mail(mailbox + i, 1_000_000);
        }
        dovecot.append(mailbox, "INBOX", mails);
        proxy.forgetCounts();
        running.configure(RunningMailboxes.mailbox(mailbox, proxy.port()));
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> proxy.bytes(Direction.TO_CLIENT) > 500_000);
        proxy.stall(Direction.TO_CLIENT, true);
        assertThat(running.sightings(mailbox)).isLessThan(mails.length);
        fault.happens();
        proxy.stall(Direction.TO_CLIENT, false);
        awaitSightings(mailbox, mails.length);
        assertThat(running.mailIds(mailbox))
                .isEqualTo(Set.copyOf(
                        Arrays.stream(mails).map(DovecotFaultsIT::sha256).toList()));
        assertThat(proxy.bytes(Direction.TO_CLIENT)).as("some came twice").isGreaterThan(20_500_000);
    }

    @Test
    void f08ABlackHoleInTheMiddleOfAMailDoesNotStopOthers() throws Exception {
        dovecot.append("hole", "INBOX", mail("large", 3_000_000));
        dovecot.append("beside", "INBOX", mail("one", 100));
        proxy.swallowAfter(Direction.TO_CLIENT, 1_000_000);
        running.configure(
                RunningMailboxes.mailbox("hole", proxy.port()), RunningMailboxes.mailbox("beside", dovecot.port()));
        awaitSightings("beside", 1);
        awaitState("beside", State.WATCHING);
        dovecot.append("beside", "INBOX", mail("two", 100));
        awaitSightings("beside", 2);
        assertThat(running.sightings("hole")).isZero();
        proxy.heal();
        proxy.cutAll();
        awaitSightings("hole", 1);
    }

    @Test
    void f09ResetsDuringFetchLoseAndDoubleNothing() throws Exception {
        byte[][] mails = new byte[20][];
        for (int i = 0; i < mails.length; i++) {
            mails[i] = mail("reset " + i, 50_000);
        }
        dovecot.append("resets", "INBOX", mails);
        proxy.resetAfter(Direction.TO_CLIENT, 700_000);
        running.configure(RunningMailboxes.mailbox("resets", proxy.port()));
        awaitSightings("resets", mails.length);
        assertThat(running.mailIds("resets"))
                .isEqualTo(Set.copyOf(
                        Arrays.stream(mails).map(DovecotFaultsIT::sha256).toList()));
    }

    @Test
    void f17AFolderWithoutPermissionDoesNotStopOthers() throws Exception {
        dovecot.append("acl", "INBOX", mail("one", 100));
        dovecot.append("acl", "Secret", mail("two", 100));
        dovecot.append("acl", "Zeta", mail("three", 100));
        running.configure(RunningMailboxes.mailbox("acl", dovecot.port()));
        awaitSightings("acl", 2);
        awaitState("acl", State.WATCHING);
        assertThat(running.incidents.latest(50)).anySatisfy(incident -> {
            assertThat(incident.kind()).isEqualTo("folder-refused");
            assertThat(incident.subject()).contains("Secret");
        });
    }

    @Test
    void f17AFolderThatIsRenamedAndOneThatIsDeletedDoNotStopOthers() throws Exception {
        dovecot.append("renamed", "INBOX", mail("one", 100));
        dovecot.append("renamed", "Before", mail("two", 100));
        dovecot.append("renamed", "Deleted", mail("three", 100));
        running.configure(RunningMailboxes.mailbox("renamed", dovecot.port()));
        awaitSightings("renamed", 3);
        awaitState("renamed", State.WATCHING);
        dovecot.doveadm("mailbox", "rename", "-u", "renamed", "Before", "After");
        dovecot.doveadm("mailbox", "delete", "-u", "renamed", "Deleted");
        dovecot.append("renamed", "After", mail("four", 100));
        dovecot.append("renamed", "INBOX", mail("five", 100));
        running.mailboxes.sync("renamed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.mails("renamed")).isEqualTo(5));
        awaitState("renamed", State.WATCHING);
    }

    @Test
    void f20GoesOnWhenTheServersConnectionsAreFreeAgain() throws Exception {
        dovecot.append("busy", "INBOX", mail("one", 100));
        ImapSession first = login("busy");
        ImapSession second = login("busy");
        running.configure(RunningMailboxes.mailbox("busy", dovecot.port()));
        await().atMost(SOON).untilAsserted(() -> assertThat(problem("busy")).contains("throttled"));
        first.logout();
        second.logout();
        await().atMost(SOON).untilAsserted(() -> {
            running.mailboxes.sync("busy");
            assertThat(running.sightings("busy")).isEqualTo(1);
        });
    }

    private ImapSession login(String user) throws IOException {
        return ImapSession.open(
                new ServerAddress("127.0.0.1", dovecot.port(), ServerAddress.Tls.NONE, Optional.empty()),
                user,
                new Secret(PrivateDovecot.PASSWORD),
                ImapTimeouts.DEFAULT);
    }

    private MailboxSettings limited(String name, ServerLimits limits) {
        return new MailboxSettings(
                name,
                new ServerAddress("localhost", dovecot.port(), ServerAddress.Tls.NONE, Optional.empty()),
                MailboxLogin.withPassword(name, new Secret(PrivateDovecot.PASSWORD)),
                List.of(),
                Optional.of(Duration.ofSeconds(1)),
                new MailboxSettings.AfterArchive.Keep(),
                Optional.empty(),
                limits,
                Optional.empty());
    }

    @Test
    void f20MailboxesTakeTurnsOnOneConnection() throws Exception {
        ServerLimits one = new ServerLimits(1, 0, 0);
        String[] names = {"turn-a", "turn-b", "turn-c"};
        for (String name : names) {
            dovecot.append(name, "INBOX", mail(name, 100));
        }
        running.configure(limited(names[0], one), limited(names[1], one), limited(names[2], one));
        for (String name : names) {
            awaitSightings(name, 1);
        }
        for (String name : names) {
            dovecot.append(name, "INBOX", mail(name + " again", 100));
        }
        for (String name : names) {
            awaitSightings(name, 2);
        }
    }

    @Test
    void f20ADaysBytesStopAndNoneIsFetchedTwice() throws Exception {
        byte[][] mails = new byte[40][];
        for (int i = 0; i < mails.length; i++) {
            mails[i] = mail("quota " + i, 1_000_000);
        }
        dovecot.append("quota", "INBOX", mails);
        running.configure(limited("quota", new ServerLimits(0, 0, 10_000_000)));
        await().atMost(SOON).untilAsserted(() -> assertThat(problem("quota")).contains("quota"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.sightings("quota")).isBetween(1L, 39L));
        running.configure(limited("quota", ServerLimits.NONE));
        awaitSightings("quota", 40);
        assertThat(running.mails("quota")).isEqualTo(40);
    }

    @Test
    void f24ManyFoldersAreListedAndTheirMailIsTakenIn() throws Exception {
        dovecot.append("folders", "INBOX", mail("one", 100));
        String[] command = new String[FOLDERS + 4];
        command[0] = "mailbox";
        command[1] = "create";
        command[2] = "-u";
        command[3] = "folders";
        for (int i = 0; i < FOLDERS; i++) {
            command[i + 4] = "f" + i;
        }
        dovecot.doveadm(command);
        dovecot.append("folders", "f" + (FOLDERS - 1), mail("two", 100));
        running.configure(RunningMailboxes.mailbox("folders", dovecot.port()));
        awaitSightings("folders", 2);
    }

    @Test
    void f25ALargeMailIsStreamedAmongSmallOnes() throws Exception {
        byte[] large = mail("large", LARGE_BYTES);
        dovecot.append("large", "INBOX", mail("one", 100), large, mail("three", 100));
        running.configure(RunningMailboxes.mailbox("large", dovecot.port()));
        awaitSightings("large", 3);
        assertThat(running.mailIds("large")).contains(sha256(large));
    }
}

package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.TestMails.idOf;
import static mailroom.camel.mailbox.TestMails.mail;
import static mailroom.camel.mailbox.TestMails.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailroom.PrivateDovecot;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
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

/** A real Dovecot that refuses a folder or connection, loses a folder, may send so much only, or has very much. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotLimitsIT {

    private static final int LARGE_BYTES = Integer.getInteger("mailroom.faults.large.bytes", 100 * 1024 * 1024);
    private static final int FOLDERS = Integer.getInteger("mailroom.faults.folders", 200);

    private PrivateDovecot dovecot;
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
        running = new RunningMailboxes();
    }

    @AfterAll
    void stop() throws Exception {
        if (running != null) {
            running.close();
            dovecot.close();
        }
        Files.delete(acl);
    }

    @Test
    void f17AFolderWithoutPermissionDoesNotStopOthers() throws Exception {
        dovecot.append("acl", "INBOX", mail("one", 100));
        dovecot.append("acl", "Secret", mail("two", 100));
        dovecot.append("acl", "Zeta", mail("three", 100));
        running.configure(RunningMailboxes.mailbox("acl", dovecot.port()));
        running.awaitSightings("acl", 2);
        running.awaitState("acl", State.WATCHING);
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
        running.awaitSightings("renamed", 3);
        running.awaitState("renamed", State.WATCHING);
        dovecot.doveadm("mailbox", "rename", "-u", "renamed", "Before", "After");
        dovecot.doveadm("mailbox", "delete", "-u", "renamed", "Deleted");
        dovecot.append("renamed", "After", mail("four", 100));
        dovecot.append("renamed", "INBOX", mail("five", 100));
        running.mailboxes.sync("renamed");
        await().atMost(RunningMailboxes.SOON)
                .untilAsserted(() -> assertThat(running.ledger.mails("renamed")).isEqualTo(5));
        running.awaitState("renamed", State.WATCHING);
    }

    @Test
    void f20GoesOnWhenTheServersConnectionsAreFreeAgain() throws Exception {
        dovecot.append("busy", "INBOX", mail("one", 100));
        ImapSession first = login("busy");
        ImapSession second = login("busy");
        running.configure(RunningMailboxes.mailbox("busy", dovecot.port()));
        running.awaitProblem("busy", ProblemKind.THROTTLED);
        first.logout();
        second.logout();
        await().atMost(RunningMailboxes.SOON).untilAsserted(() -> {
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
            running.awaitSightings(name, 1);
        }
        for (String name : names) {
            dovecot.append(name, "INBOX", mail(name + " again", 100));
        }
        for (String name : names) {
            running.awaitSightings(name, 2);
        }
    }

    @Test
    void f20ADaysBytesStopAndNoneIsFetchedTwice() throws Exception {
        byte[][] mails = mails("quota", 40, 1_000_000);
        dovecot.append("quota", "INBOX", mails);
        running.configure(limited("quota", new ServerLimits(0, 0, 10_000_000)));
        running.awaitProblem("quota", ProblemKind.QUOTA);
        await().atMost(RunningMailboxes.SOON)
                .untilAsserted(() -> assertThat(running.sightings("quota")).isBetween(1L, 39L));
        running.configure(limited("quota", ServerLimits.NONE));
        running.awaitSightings("quota", 40);
        assertThat(running.ledger.mails("quota")).isEqualTo(40);
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
        running.awaitSightings("folders", 2);
    }

    @Test
    void f25ALargeMailIsStreamedAmongSmallOnes() throws Exception {
        byte[] large = mail("large", LARGE_BYTES);
        dovecot.append("large", "INBOX", mail("one", 100), large, mail("three", 100));
        running.configure(RunningMailboxes.mailbox("large", dovecot.port()));
        running.awaitSightings("large", 3);
        assertThat(running.ledger.mailIds("large")).contains(idOf(large));
    }
}

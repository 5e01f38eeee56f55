package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mailroom.PrivateDovecot;
import mailroom.Programs;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.TcpFaultProxy.Direction;
import mailroom.mailbox.MailboxReport.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mailbox of more folders than anybody has, most of them empty. */
@Timeout(3600)
class ManyFoldersIT {

    private static final int FOLDERS = Integer.getInteger("mailroom.folders", 1_000);
    private static final int FOLDERS_TO_A_MAIL = 10;
    private static final int MAILS = (FOLDERS + FOLDERS_TO_A_MAIL - 1) / FOLDERS_TO_A_MAIL;
    /** LIST, EXAMINE and what is asked of each folder, once. */
    private static final long BYTES_OF_A_FOLDER = 1_000;

    private static final Duration ALL = Duration.ofMinutes(1).plusMillis(50L * FOLDERS);
    /** With hundreds of Maildir folders, Dovecot was seen to tell of new mail up to half a minute late. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static void make(Path maildir) throws IOException {
        for (int i = 0; i < FOLDERS; i++) {
            Path folder = maildir.resolve(".f" + i);
            for (String part : new String[] {"cur", "new", "tmp"}) {
                Files.createDirectories(folder.resolve(part));
            }
            if (i % FOLDERS_TO_A_MAIL == 0) {
                Files.write(folder.resolve("cur/1700000000.M" + i + ".test:2,"), TestMails.mail("f" + i));
            }
        }
        Programs.run("chown", "-R", "mail:mail", maildir.getParent().toString());
    }

    @Test
    void f24MailInManyFoldersIsTakenInAndEachFolderIsListedOnce() throws Exception {
        try (PrivateDovecot dovecot = PrivateDovecot.start("mail_location = maildir:~/Maildir");
                TcpFaultProxy proxy = new TcpFaultProxy(dovecot.port());
                RunningMailboxes running = new RunningMailboxes()) {
            Path home = Path.of(dovecot.doveadm("user", "-f", "home", "many").strip());
            make(home.resolve("Maildir"));
            long begun = System.nanoTime();
            running.configure(RunningMailboxes.mailbox("many", proxy.port()));
            await().atMost(ALL).until(() -> running.state("many") == State.WATCHING);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            long bytes = proxy.bytes(Direction.TO_CLIENT);
            System.out.printf("%d folders: %d ms, %d bytes%n", FOLDERS, took.toMillis(), bytes);
            assertThat(running.sightings("many")).isEqualTo(MAILS);
            assertThat(bytes).isLessThan(BYTES_OF_A_FOLDER * FOLDERS);

            try (MailProgram program = new MailProgram(dovecot.port(), "many")) {
                program.append("f" + (FOLDERS - 1), TestMails.mail("new"));
            }
            await().atMost(SOON).until(() -> running.sightings("many") == MAILS + 1);
        }
    }
}

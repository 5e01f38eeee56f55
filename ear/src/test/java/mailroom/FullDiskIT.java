package mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** MAILROOM_HOME on a file system that fills up: nearly, then to its last byte, then there is room again. Needs root. */
class FullDiskIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void saysWhatIsFullAndGoesOnByItselfWithEveryMail() throws Exception {
        try (PrivateDovecot dovecot = PrivateDovecot.start();
                MuteRelay relay = new MuteRelay();
                RunningMailroom mailroom = RunningMailroom.unpacked("full-disk")) {
            String home = mailroom.home().toString();
            assumeTrue(mounts(home), "no file system may be mounted on this machine");
            try {
                Files.createDirectories(mailroom.home().resolve("rules"));
                fillsUp(mailroom, dovecot, relay);
            } finally {
                mailroom.close();
                Programs.run("umount", home);
            }
        }
    }

    private static boolean mounts(String folder) {
        try {
            Programs.run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", folder);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private static void fillsUp(RunningMailroom mailroom, PrivateDovecot dovecot, MuteRelay relay) throws Exception {
        mailroom.with("MAIL_PASSWORD", PrivateDovecot.PASSWORD)
                .with("MAILROOM_DISK_WARNED", "100MB")
                .settings("""
                        mailboxes:
                          - name: all
                            server: imap://127.0.0.1:%d
                            user: all
                            password: ${MAIL_PASSWORD}
                        relays:
                          default:
                            server: smtp://127.0.0.1:%d
                            from: "Mailroom <mailroom@example.org>"
                        """.formatted(dovecot.port(), relay.port()));
        mailroom.start();
        dovecot.append("all", "INBOX", mail(1));
        Awaitility.await().atMost(SOON).until(() -> mailroom.count("mails") == 1);
        Path ballast = mailroom.home().resolve("ballast");

        leave(ballast, 80_000_000);
        Awaitility.await("it is told before the disk is full")
                .atMost(SOON)
                .until(() -> mailroom.get("/incidents").toString().contains("disk-nearly-full"));
        dovecot.append("all", "INBOX", mail(2));
        Awaitility.await().atMost(SOON).until(() -> mailroom.count("mails") == 2);

        leave(ballast, 6_000_000);
        dovecot.append("all", "INBOX", mail(3));
        Awaitility.await("the mailbox says why")
                .atMost(SOON)
                .until(() -> mailroom.get("/mailboxes/all").toString().contains("no space left on"));
        assertThat(mailroom.get("/mailboxes/all").toString())
                .contains("no-space-left", mailroom.home().toString())
                .containsPattern("MB free, 32.0 MB needed");
        HttpResponse<String> ready = mailroom.answer("/health/ready", "admin", RunningMailroom.PASSWORD);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("no space left on the folder");
        Awaitility.await("it is told that it is full")
                .atMost(SOON)
                .until(() -> mailroom.get("/incidents").toString().contains("disk-full"));
        assertRefused(mailroom);
        assertThat(mailroom.answer("/metrics", "admin", RunningMailroom.PASSWORD)
                        .body())
                .containsPattern("mailroom_disk_free_bytes\\{[^}]*folder=\"archive\"[^}]*} 5[0-9.]+E?[0-9]");

        leave(ballast, 0);
        dovecot.append("all", "INBOX", mail(4));
        assertThat(mailroom.answer("/health/ready", "admin", RunningMailroom.PASSWORD)
                        .statusCode())
                .isEqualTo(503);
        assertRefused(mailroom);

        Files.delete(ballast);
        Awaitility.await("ready soon after there is room")
                .atMost(Duration.ofSeconds(5))
                .until(() -> mailroom.answer("/health/ready", "admin", RunningMailroom.PASSWORD)
                                .statusCode()
                        == 200);
        Awaitility.await("all mails are in").atMost(Duration.ofSeconds(20)).until(() -> mailroom.count("mails") == 4);
        assertThat(mailroom.post("/notifications", NOTIFICATION).getString("id"))
                .isNotEmpty();
    }

    private static final String NOTIFICATION = "{\"to\": [\"a@example.com\"], \"subject\": \"s\", \"text\": \"t\"}";

    private static void assertRefused(RunningMailroom mailroom) throws IOException {
        HttpResponse<String> refused =
                mailroom.call("POST", "/mailroom/api/notifications", "admin", RunningMailroom.PASSWORD, NOTIFICATION);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("no space left on");
    }

    /** Fills the file system up until so much is free. */
    private static void leave(Path ballast, long free) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(ballast.getParent()).getUsableSpace() > free) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(free).isZero();
        }
    }

    private static byte[] mail(int number) {
        byte[] noise = new byte[1000];
        new Random(number).nextBytes(noise);
        return ("Subject: " + number + "\r\n\r\n" + java.util.HexFormat.of().formatHex(noise) + "\r\n").getBytes();
    }
}

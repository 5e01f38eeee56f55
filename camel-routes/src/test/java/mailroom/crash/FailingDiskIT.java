package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import mailroom.Programs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that is full or broken stops intake, loses nothing, and lets it go on by itself once it is healed. */
@Tag("proof")
class FailingDiskIT extends ProofOnServers {

    private static final String STANDS_BACK = "stands back";

    @Override
    CrashDatabase database() {
        return new DerbyOnDisk();
    }

    @Test
    void f35GoesOnInAnotherSegmentAfterAFailedFsync() throws Exception {
        Strace.require();
        sendToAll(2);
        try (CrashSite site = site("keep")) {
            Strace fsync = new Strace("fsync", "fsync,fdatasync", List.of(segment(site, 1)));
            try (Victim victim = site.start("once", fsync.failing("EIO", 1, 1))) {
                assertThat(victim.endsInSync()).isTrue();
                assertThat(victim.printed()).contains(STANDS_BACK);
            }
            assertThat(segment(site, 2)).exists();
            assertThat(site.compare()).matches(Comparison::isClean);
        }
    }

    @Test
    void f35TakesNothingAsDurableWhileEveryFsyncFails() throws Exception {
        Strace.require();
        sendToAll(2);
        try (CrashSite site = site("delete")) {
            var segments =
                    IntStream.range(1, 50).mapToObj(n -> segment(site, n)).toList();
            Strace fsync = new Strace("fsync", "fsync,fdatasync", segments);
            try (Victim victim = site.start("once", fsync.failing("EIO", 1, 60_000))) {
                victim.awaitPrinted(STANDS_BACK);
                victim.awaitEnd(3000);
                assertThat(victim.printed()).doesNotContain(IntakeProcess.IN_SYNC);
            }
            try (var outside = site.open();
                    var rows = outside.connection()
                            .createStatement()
                            .executeQuery("select (select count(*) from sighting) from segment")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
            for (String user : users) {
                assertThat(mails.onServer(user, "box1")).hasSize(2);
            }
            inSync(site);
            assertThat(site.compare()).matches(Comparison::isClean);
        }
    }

    @Test
    void f34ResumesByItselfAfterTheDiskWasFull() throws Exception {
        sendToAll(2);
        mails.send(users.get(0), "box1", mails.mail(SentMails.LARGE));
        try (CrashSite site = site("keep")) {
            String archive = Files.createDirectory(site.archive()).toString();
            assumeTrue(mounts(archive), "no file system may be mounted on this machine");
            try (Victim victim = site.start("once")) {
                victim.awaitPrinted(STANDS_BACK);
                Programs.run("mount", "-o", "remount,size=100m", archive);
                assertThat(victim.endsInSync()).isTrue();
                assertThat(site.compare()).matches(Comparison::isClean);
            } finally {
                Programs.run("umount", archive);
            }
        }
    }

    private static boolean mounts(String folder) {
        try {
            Programs.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    @Test
    void f40RefusesASecondProcessOnTheSameHome() throws Exception {
        sendToAll(1);
        try (CrashSite site = site("keep")) {
            try (Victim first = site.start("on")) {
                first.awaitPrinted(IntakeProcess.IN_SYNC);
                try (Victim second = site.start("once")) {
                    assertThat(second.endsInSync()).isFalse();
                }
                sendToAll(1);
            }
            inSync(site);
            assertThat(site.compare()).matches(Comparison::isClean);
        }
    }
}

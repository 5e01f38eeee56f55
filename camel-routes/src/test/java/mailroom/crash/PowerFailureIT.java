package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a segment has beyond its last fsync is gone, as when the power fails: the ledger must not count on it. */
@Tag("proof")
class PowerFailureIT extends ProofOnServers {

    /** Beyond the start, most calls are the same again and again. */
    private static final int STEP = Math.max(1, EVERY / 4);

    private static final int LEDGER_IS_BEGUN = 12;

    @Override
    CrashDatabase database() {
        return new DerbyOnDisk();
    }

    @Test
    void losesNothingThatWasNotSyncedWhenTheDatabaseSyncs() throws Exception {
        Strace.require();
        sendToAll(1);
        mails.send(users.get(0), "box1", mails.mail(SentMails.LARGE));
        int kills = 0;
        boolean killed = true;
        for (int n = 1; killed; n += STEP) {
            try (CrashSite site = site("keep")) {
                killed = failsAt(site, n);
                kills += killed ? 1 : 0;
                inSync(site);
                assertThat(site.compare()).as("power failed at %d", n).matches(Comparison::isClean);
            }
        }
        System.out.println(kills + " power failures: all clean");
    }

    @Test
    void catchesAnIntakeThatForgetsFsync() throws Exception {
        Strace.require();
        sendToAll(1);
        boolean caught = false;
        boolean killed = true;
        for (int n = LEDGER_IS_BEGUN; killed && !caught; n++) {
            try (CrashSite site = site("keep").inOrder("forgets-fsync")) {
                killed = failsAt(site, n);
                Comparison after = site.compare();
                caught = killed && after.hasRowsWithoutBytes();
            }
        }
        assertThat(caught).isTrue();
    }

    /** False if the run ended before the n-th fsync. */
    private boolean failsAt(CrashSite site, int n) throws IOException, InterruptedException {
        Path segment = segment(site, 1);
        List<Path> files =
                new ArrayList<>(((DerbyOnDisk) database).writes(site.home()).files());
        files.add(segment);
        Path log = site.home().resolve("strace.log");
        Strace calls = new Strace("fsync", "write,pwrite64,ftruncate,fsync,fdatasync", files);
        boolean killed;
        try (Victim victim = site.start("once", calls.killing("fsync,fdatasync", n, log))) {
            killed = victim.isKilled();
        }
        if (killed && Files.exists(segment)) {
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.setLength(Math.min(file.length(), SyncedLength.of(segment, log)));
            }
        }
        return killed;
    }
}

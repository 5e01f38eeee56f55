package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold on each database, whenever and wherever intake is killed. */
abstract class CrashProof extends ProofOnServers {

    /** Then anew, so that a comparison stays quick. */
    private static final int KILLS_ON_ONE_HOME = 20;

    @Test
    void losesNothingInRandomKills() throws Exception {
        Random random = new Random(KILLS);
        KillMoments moments = new KillMoments();
        int sent = 0;
        for (int done = 0; done < KILLS; done += KILLS_ON_ONE_HOME) {
            leaveMailboxes();
            makeMailboxes();
            sent += killOnOneHome(random, moments, Math.min(KILLS_ON_ONE_HOME, KILLS - done));
            System.out.println(moments + ", " + sent + " mails: clean");
        }
        assertThat(moments.atWork()).isPositive();
    }

    private int killOnOneHome(Random random, KillMoments moments, int kills) throws Exception {
        try (CrashSite site = site("keep")) {
            mails.send(users.get(0), "INBOX", "\r\n".getBytes(StandardCharsets.US_ASCII));
            mails.send(users.get(0), "box1", mails.mail(SentMails.LARGE));
            for (int kill = 1; kill <= kills; kill++) {
                sendToAll(1);
                moments.add(killAtRandom(site, random));
                if (kill == kills || random.nextInt(3) > 0) {
                    inSync(site);
                    assertThat(site.compare()).as("after kill %d", kill).matches(Comparison::isClean);
                }
            }
            return mails.sent().size();
        }
    }

    @Test
    void losesNothingWhicheverCallIsTheLast() throws Exception {
        Strace.require();
        byte[] twice = mails.mail(3000);
        mails.send(users.get(0), "INBOX", twice);
        mails.send(users.get(0), "INBOX");
        mails.send(users.get(0), "box1", twice);
        mails.send(users.get(0), "box1", mails.mail(SentMails.LARGE));
        mails.send(users.get(1), "box2");
        mails.send(users.get(1), "INBOX", twice);
        for (int kind = 0; kind < 4; kind++) {
            killAtEach(kind);
        }
    }

    private void killAtEach(int kind) throws Exception {
        int kills = 0;
        boolean killed = true;
        for (int n = 1; killed; n += EVERY) {
            try (CrashSite site = site("keep")) {
                LastCall call = calls(site).get(kind);
                try (Victim victim = call.start(site, n)) {
                    killed = victim.isKilled();
                }
                if (killed) {
                    kills++;
                    inSync(site);
                }
                assertThat(site.compare())
                        .as("killed at %s %d: %s", call.name(), n, killed)
                        .matches(Comparison::isClean);
                if (!killed) {
                    assertThat(kills).as(call.name()).isPositive();
                    System.out.println(call.name() + ": " + kills + " kills, none at the " + n + "th; all clean");
                }
            }
        }
    }

    /** Those by which something becomes durable. */
    private List<LastCall> calls(CrashSite site) throws IOException {
        return List.of(
                new Strace("fsync", "fsync,fdatasync", List.of()),
                new Strace("write to the segment", "write,pwrite64,openat", List.of(segment(site, 1))),
                new Strace("change of a folder or of a length", "?mkdir,?unlink,unlinkat,?rename,ftruncate", List.of()),
                database.writes(site.home()));
    }

    @Test
    void catchesAnIntakeThatAcknowledgesFirst() throws Exception {
        Strace.require();
        sendToAll(2);
        try (CrashSite site = site("keep").inOrder("acknowledges-first")) {
            try (Victim victim = site.start("once", new Strace("", "write", List.of(segment(site, 1))).killing(2))) {
                assertThat(victim.isKilled()).isTrue();
            }
            inSync(site);
            assertThat(site.compare().lost()).isPositive();
        }
    }
}

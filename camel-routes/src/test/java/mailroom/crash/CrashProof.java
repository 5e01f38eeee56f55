package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import mailroom.PrivateDovecot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What must hold on each database, whenever and wherever intake is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashProof {

    /** How many random kills; {@code -Dmailroom.crash.kills=200} is the whole proof. */
    private static final int KILLS = Integer.getInteger("mailroom.crash.kills", 6);

    /** Which n of the n-th calls: 1 is the whole proof. */
    private static final int EVERY = Integer.getInteger("mailroom.crash.every", 25);

    private static final String FOLDERS = "[\"INBOX\", \"box*\"]";
    private static final List<String> BOXES = List.of("INBOX", "box1", "box2", "box3", "box4");
    private static final int KILL_WITHIN_MILLIS = 400;
    private static final int ARRIVAL_PAUSE_MILLIS = 15;

    private static int servers;

    private PrivateDovecot dovecot;
    private CrashDatabase database;
    private SentMails mails;
    private List<String> users;

    abstract CrashDatabase database();

    @BeforeAll
    void startServers() throws Exception {
        dovecot = PrivateDovecot.start();
        database = database();
        makeMailboxes();
        try (CrashSite site = site("keep")) {
            inSync(site);
        }
        leaveMailboxes();
    }

    @AfterAll
    void stopServers() throws IOException {
        if (database != null) {
            database.close();
        }
        dovecot.close();
    }

    @BeforeEach
    void makeMailboxes() throws IOException {
        servers++;
        mails = new SentMails(servers);
        users = List.of("ann" + servers, "bob" + servers);
        for (String user : users) {
            mails.addMailbox(dovecot.port(), user, BOXES);
        }
    }

    @AfterEach
    void leaveMailboxes() throws IOException {
        mails.close();
    }

    private CrashSite site(String afterArchive) throws IOException, SQLException {
        return new CrashSite(database, mails).configure(dovecot.port(), users, FOLDERS, afterArchive);
    }

    private void sendToAll(int each) throws IOException {
        for (String user : users) {
            for (String folder : BOXES) {
                for (int i = 0; i < each; i++) {
                    mails.send(user, folder);
                }
            }
        }
    }

    @Test
    void losesNothingInRandomKills() throws Exception {
        Random random = new Random(KILLS);
        try (CrashSite site = site("keep")) {
            mails.send(users.get(0), "INBOX", "\r\n".getBytes());
            sendToAll(5);
            inSync(site);
            for (int kill = 1; kill <= KILLS; kill++) {
                if (kill % 20 == 1) {
                    mails.send(users.get(0), "box1", mails.mail(SentMails.LARGE));
                }
                killAtRandom(site, random);
                if (random.nextInt(3) == 0) {
                    continue;
                }
                inSync(site);
                assertThat(site.compare()).as("after kill %d", kill).matches(Comparison::isClean);
            }
            inSync(site);
            Comparison comparison = site.compare();
            System.out.println(KILLS + " random kills: " + comparison);
            assertThat(comparison).matches(Comparison::isClean);
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
                Strace call = calls(site).get(kind);
                try (Victim victim = site.start("once", call.killing(n))) {
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
                    System.out.println(call.name() + ": " + kills + " kills, none at the " + n + "th; all clean");
                }
            }
        }
    }

    /** Those by which something becomes durable. */
    private List<Strace> calls(CrashSite site) throws IOException {
        return List.of(
                new Strace("fsync", "fsync,fdatasync", List.of()),
                new Strace("write to the segment", "write,pwrite64,openat", List.of(segment(site))),
                new Strace("change of a folder or of a length", "?mkdir,?unlink,unlinkat,?rename,ftruncate", List.of()),
                database.writes(site.home()));
    }

    private static Path segment(CrashSite site) {
        return site.archive().resolve("000001.tar.zst");
    }

    @Test
    void catchesAnIntakeThatMovesItsCursorFirst() throws Exception {
        Strace.require();
        sendToAll(2);
        try (CrashSite site = site("keep").inOrder("cursor-first")) {
            try (Victim victim = site.start("once", new Strace("", "write", List.of(segment(site))).killing(2))) {
                assertThat(victim.isKilled()).isTrue();
            }
            inSync(site);
            assertThat(site.compare().lost()).isPositive();
        }
    }

    private void killAtRandom(CrashSite site, Random random) throws Exception {
        AtomicBoolean arrives = new AtomicBoolean(true);
        Thread arrivals = new Thread(() -> sendWhile(arrives, random.nextLong()));
        try (Victim victim = site.start("on")) {
            arrivals.start();
            if (random.nextInt(5) > 0) {
                victim.awaitPrinted(IntakeProcess.STARTED);
            }
            victim.awaitEnd(random.nextInt(KILL_WITHIN_MILLIS));
        } finally {
            arrives.set(false);
            arrivals.join();
        }
    }

    private void sendWhile(AtomicBoolean wanted, long seed) {
        Random random = new Random(seed);
        try {
            while (wanted.get()) {
                mails.send(users.get(random.nextInt(users.size())), BOXES.get(random.nextInt(BOXES.size())));
                Thread.sleep(ARRIVAL_PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inSync(CrashSite site) throws Exception {
        assertThat(site.runsInSync()).as(() -> printed(site)).isTrue();
    }

    private static String printed(CrashSite site) {
        try {
            return site.printed();
        } catch (IOException e) {
            return "nothing printed";
        }
    }
}

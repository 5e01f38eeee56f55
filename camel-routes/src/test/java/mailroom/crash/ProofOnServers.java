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
import org.junit.jupiter.api.TestInstance;

/** An IMAP server with two mailboxes for each test, a database for each site, and mail that arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProofOnServers {

    /** How many random kills; {@code -Dmailroom.crash.kills=200} is the whole proof. */
    static final int KILLS = Integer.getInteger("mailroom.crash.kills", 4);

    /** Which n of the n-th calls: 1 is the whole proof. */
    static final int EVERY = Integer.getInteger("mailroom.crash.every", 50);

    static final List<String> BOXES = List.of("INBOX", "box1", "box2", "box3", "box4");

    private static final String FOLDERS = "[\"INBOX\", \"box*\"]";
    private static final int WINDOWS_BEFORE_KILL = 8;
    private static final int KILL_WITHIN_MILLIS = 50;
    private static final int BOOT_MILLIS = 1000;
    private static final int ARRIVAL_PAUSE_MILLIS = 15;

    private static int mailboxes;

    private final Survivor survivor = new Survivor();
    private PrivateDovecot dovecot;
    CrashDatabase database;
    SentMails mails;
    List<String> users;

    abstract CrashDatabase database();

    @BeforeAll
    void startServers() throws Exception {
        dovecot = PrivateDovecot.start();
        database = database();
        makeMailboxes();
        try (CrashSite site = site("keep");
                Victim first = site.start("once")) {
            assertThat(first.endsInSync()).as(first::printed).isTrue();
        }
        leaveMailboxes();
    }

    @AfterAll
    void stopServers() throws IOException {
        survivor.close();
        if (database != null) {
            database.close();
        }
        dovecot.close();
    }

    @BeforeEach
    void makeMailboxes() throws IOException {
        mailboxes++;
        mails = new SentMails(mailboxes);
        users = List.of("ann" + mailboxes, "bob" + mailboxes);
        for (String user : users) {
            mails.addMailbox(dovecot.port(), user, BOXES);
        }
    }

    @AfterEach
    void leaveMailboxes() throws IOException {
        mails.close();
    }

    CrashSite site(String afterArchive) throws IOException, SQLException {
        return new CrashSite(database, mails, survivor).configure(dovecot.port(), users, FOLDERS, afterArchive);
    }

    void sendToAll(int each) throws IOException {
        for (String user : users) {
            for (String folder : BOXES) {
                for (int i = 0; i < each; i++) {
                    mails.send(user, folder);
                }
            }
        }
    }

    static Path segment(CrashSite site, int number) {
        return site.archive().resolve("%06d.tar.zst".formatted(number));
    }

    /** While it starts in one of five cases, else while it takes in what arrives, soon after it began to store a window. */
    KillMoment killAtRandom(CrashSite site, Random random) throws Exception {
        try (Victim victim = site.start("on")) {
            if (random.nextInt(5) == 0) {
                victim.awaitEnd(random.nextInt(BOOT_MILLIS));
                victim.kill();
                return KillMoment.of(victim.printed());
            }
            victim.awaitPrinted(IntakeProcess.STARTED);
            AtomicBoolean arrives = new AtomicBoolean(true);
            long seed = random.nextLong();
            Thread arrivals = new Thread(() -> sendWhile(arrives, seed));
            arrivals.start();
            victim.awaitLines(TellsWhatItStores.BEGINS, random.nextInt(WINDOWS_BEFORE_KILL + 1));
            victim.awaitEnd(random.nextInt(KILL_WITHIN_MILLIS));
            victim.kill();
            arrives.set(false);
            arrivals.join();
            return KillMoment.of(victim.printed());
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

    void inSync(CrashSite site) throws Exception {
        assertThat(site.runsInSync()).as(survivor::printed).isTrue();
    }
}

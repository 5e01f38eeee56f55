package mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Real and broken mails in five folders of a Dovecot, taken in by the product through a kill -9, and compared with what
 * another IMAP client is served: same bytes over REST and by tar, once each, nothing changed on the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CorpusJourney {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String USER = "corpus";
    private static final List<String> FOLDERS = List.of("Archive/2024", "Größe & 日本", "Bounces", "Lists", "INBOX");

    private PrivateDovecot dovecot;
    private RunningMailroom mailroom;
    private Set<String> served;
    private int sightings;
    private String serverBefore;

    /** The server, unpacked and with its database chosen. */
    abstract RunningMailroom mailroom() throws IOException;

    /** Loses all rows while the server is down. */
    abstract void loseDatabase(RunningMailroom stopped) throws IOException;

    @Test
    @Order(1)
    void takesInEveryMailThroughAKill() throws Exception {
        String corpus = System.getProperty("mailroom.corpus", "");
        assumeTrue(!corpus.isEmpty(), "mailroom.corpus names no folder");
        dovecot = PrivateDovecot.start();
        load(Path.of(corpus));
        served = servedHashes();
        serverBefore = serverState();
        mailroom = mailroom();
        mailroom.with("CORPUS_PASSWORD", PrivateDovecot.PASSWORD)
                .settings("""
                        mailboxes:
                          - name: corpus
                            server: imap://127.0.0.1:%d
                            user: %s
                            password: ${CORPUS_PASSWORD}
                            folders: ["*"]
                            watch: 2s
                        """.formatted(dovecot.port(), USER))
                .start();
        mailroom.kill();
        mailroom.start();
        awaitAll();
    }

    private void awaitAll() {
        Awaitility.await("every mail is archived")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> mailroom.count("mails") == served.size() && mailroom.count("received") == 0);
        assertThat(mailroom.count("sightings")).isEqualTo(sightings);
    }

    @Test
    @Order(2)
    void givesTheSameBytesByRest() throws Exception {
        assumeTrue(mailroom != null);
        for (String id : served) {
            assertThat(SegmentMembers.sha256(mailroom.getRaw("/mailroom/api/mails/" + id + "/raw")
                            .body()))
                    .isEqualTo(id);
        }
    }

    @Test
    @Order(3)
    void givesTheSameBytesByTarAndEachMailOnce() throws Exception {
        assumeTrue(mailroom != null);
        List<String> extracted = SegmentMembers.of(mailroom);
        assertThat(extracted).hasSameSizeAs(served).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    @Order(4)
    void leavesTheServerAsItWas() throws Exception {
        assumeTrue(mailroom != null);
        assertThat(serverState()).isEqualTo(serverBefore);
    }

    @Test
    @Order(5)
    void leavesNoExecutionRunningAndNoExceptionInTheLog() throws Exception {
        assumeTrue(mailroom != null);
        Awaitility.await("the jobs end").atMost(LONG).untilAsserted(() -> assertThat(statuses())
                .isSubsetOf("COMPLETED", "FAILED", "STOPPED", "ABANDONED"));
        assertThat(Files.readAllLines(mailroom.log()))
                .noneMatch(line -> line.contains("MimeException") || line.contains("mailroom.parse"));
    }

    private Set<String> statuses() throws IOException {
        Set<String> statuses = new TreeSet<>();
        for (JsonValue job : mailroom.get("/jobs").getJsonArray("items")) {
            statuses.add(((JsonObject) job).getString("status").toUpperCase(java.util.Locale.ROOT));
        }
        return statuses;
    }

    @Test
    @Order(6)
    void makesTheLedgerAgainFromTheSegments() throws Exception {
        assumeTrue(mailroom != null);
        mailroom.stop();
        loseDatabase(mailroom);
        mailroom.start();
        mailroom.post("/jobs", "{\"name\": \"rebuild-ledger\", \"parameters\": {}}");
        awaitAll();
    }

    @AfterAll
    void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private void load(Path corpus) throws IOException {
        List<byte[]> mails = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolveSibling("MAILS.tsv"))) {
            mails.add(Files.readAllBytes(corpus.resolve(line.split("\t")[0])));
        }
        sightings = mails.size();
        int share = mails.size() / FOLDERS.size();
        for (int i = 0; i < FOLDERS.size(); i++) {
            int end = i == FOLDERS.size() - 1 ? mails.size() : (i + 1) * share;
            dovecot.append(USER, FOLDERS.get(i), mails.subList(i * share, end).toArray(byte[][]::new));
        }
    }

    private String serverState() throws IOException {
        StringBuilder state = new StringBuilder();
        for (String folder : FOLDERS) {
            state.append(dovecot.doveadm(
                    "mailbox", "status", "-u", USER, "messages uidvalidity uidnext unseen highestmodseq", folder));
        }
        return state + dovecot.doveadm("fetch", "-u", USER, "mailbox uid flags", "all");
    }

    /** What an independent client reads, without setting a flag. */
    private Set<String> servedHashes() throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.partialfetch", "false");
        Set<String> hashes = new TreeSet<>();
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", dovecot.port(), USER, PrivateDovecot.PASSWORD);
            for (String name : FOLDERS) {
                Folder folder = store.getFolder(name);
                folder.open(Folder.READ_ONLY);
                for (Message message : folder.getMessages()) {
                    ((IMAPMessage) message).setPeek(true);
                    hashes.add(SegmentMembers.sha256(
                            ((IMAPMessage) message).getMimeStream().readAllBytes()));
                }
                folder.close(false);
            }
        }
        return hashes;
    }
}

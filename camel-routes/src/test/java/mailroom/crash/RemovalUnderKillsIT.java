package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing leaves the IMAP server, or its folder there, before the archive has it. */
@Tag("proof")
class RemovalUnderKillsIT extends ProofOnServers {

    private static final byte[] NOT_OURS = "Subject: not ours\r\n\r\nstays\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    CrashDatabase database() {
        return new DerbyOnDisk();
    }

    @Test
    void deletesUnderKillsOnlyWhatIsArchived() throws Exception {
        killAndCompare("delete");
    }

    @Test
    void movesUnderKillsOnlyWhatIsArchivedAndOnce() throws Exception {
        killAndCompare("move:Done");
        for (String user : users) {
            assertThat(mails.onServer(user, "Done")).isEqualTo(mails.sentTo(user));
        }
    }

    private void killAndCompare(String afterArchive) throws Exception {
        Random random = new Random(afterArchive.hashCode());
        KillMoments moments = new KillMoments();
        mails.putAside(users.get(0), "Private", NOT_OURS);
        try (CrashSite site = site(afterArchive)) {
            sendToAll(3);
            for (int kill = 1; kill <= KILLS; kill++) {
                moments.add(killAtRandom(site, random));
                if (kill % 3 == 0 || kill == KILLS) {
                    inSync(site);
                    assertThat(site.compare()).as("after kill %d", kill).matches(Comparison::isClean);
                }
            }
            System.out.println(afterArchive + ", " + moments + ": " + site.compare());
        }
        for (String user : users) {
            for (String folder : BOXES) {
                assertThat(mails.onServer(user, folder)).isEmpty();
            }
        }
        assertThat(mails.onServer(users.get(0), "Private")).containsExactly(SentMails.hash(NOT_OURS));
    }

    @Test
    void f02MovesOnTheNextRunWhatAKillLeftBetweenCommitAndMove() throws Exception {
        mails.send(users.get(0), "INBOX");
        List<String> sent = mails.sentTo(users.get(0));
        try (CrashSite site = site("move:Done").inOrder("dies-after-commit")) {
            try (Victim victim = site.start("once")) {
                assertThat(victim.isKilled()).isTrue();
            }
            assertThat(site.compare()).as("committed").matches(Comparison::isClean);
            assertThat(mails.onServer(users.get(0), "INBOX")).as("not moved").isEqualTo(sent);
            inSync(site);
            assertThat(site.compare()).as("not archived twice").matches(Comparison::isClean);
            assertThat(mails.onServer(users.get(0), "INBOX")).isEmpty();
            assertThat(mails.onServer(users.get(0), "Done")).isEqualTo(sent);
        }
    }
}

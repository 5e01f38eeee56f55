package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddMail;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.RandomBehaviours;
import mailroom.folder.FolderMark;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;

/** A server that is odd at random places, its changing mails, and what must be so once it behaves; all by its seed. */
final class RandomServer implements AutoCloseable {

    private static final List<String> CAPABILITIES =
            List.of("CONDSTORE", "QRESYNC CONDSTORE", "ESEARCH", "LIST-STATUS", "ID", "LIST-EXTENDED");

    private final long seed;
    private final Random random;
    private final OddServer server;
    private final AfterArchive afterArchive;
    private final List<String> kinds = new ArrayList<>();
    private int made;

    RandomServer(long seed) throws IOException {
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        server = new OddServer();
        CAPABILITIES.stream().filter(offered -> random.nextBoolean()).forEach(server::offering);
        int folders = 1 + random.nextInt(3);
        for (int i = 0; i < folders; i++) {
            fill(server.folder(i == 0 ? "INBOX" : "Folder" + i), 10 + random.nextInt(40));
        }
        afterArchive = afterArchive();
        RandomBehaviours behaviours = new RandomBehaviours(random, 40);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            server.with(behaviours.next());
            kinds.add(behaviours.last());
        }
    }

    private AfterArchive afterArchive() {
        return switch (random.nextInt(4)) {
            case 0 -> new AfterArchive.Delete();
            case 1 -> new AfterArchive.Move("Done");
            default -> new AfterArchive.Keep();
        };
    }

    private void fill(OddFolder folder, int mails) {
        for (int i = 0; i < mails; i++) {
            if (random.nextInt(8) == 0) {
                folder.skipTo(folder.uids().isEmpty() ? 3 : folder.uids().last() + 2 + random.nextInt(30));
            }
            folder.append(mail());
        }
    }

    private byte[] mail() {
        return TestMails.mail("mail " + made++ + " of seed " + seed, 76 * (1 + random.nextInt(15)));
    }

    String name() {
        return "seed-" + seed;
    }

    long seed() {
        return seed;
    }

    MailboxSettings settings() {
        return RunningMailboxes.with(RunningMailboxes.mailbox(name(), server.port()), afterArchive);
    }

    /** Somebody else uses the mailbox, or the connection breaks. */
    void change() {
        List<OddFolder> folders = server.folders();
        OddFolder folder = folders.get(random.nextInt(folders.size()));
        List<Long> uids = new ArrayList<>(folder.uids());
        long uid = uids.isEmpty() ? 1 : uids.get(random.nextInt(uids.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> folder.append(mail());
            case 2 -> folder.remove(uid);
            case 3 -> folder.flag(uid, "\\Seen");
            case 4 -> below(folder, uids, uid);
            case 5 -> {
                folder.remove(uid);
                below(folder, uids, uid);
            }
            default -> server.hangUp();
        }
    }

    /**
     * A UID appears late, or its mail is replaced; not where mails are taken off the server, because no client can tell
     * what was replaced just before its EXPUNGE.
     */
    private void below(OddFolder folder, List<Long> uids, long uid) {
        boolean mayReplace =
                afterArchive instanceof AfterArchive.Keep && !Boolean.getBoolean("mailroom.random.unreplaced");
        boolean replaces = mayReplace && random.nextInt(4) == 0;
        long late = replaces ? uid : uid - 1;
        if (replaces || late > 0 && !uids.contains(late) && (mayReplace || !folder.hadUid(late))) {
            folder.put(late, mail());
        } else {
            folder.append(mail());
        }
    }

    void behave() {
        server.behave();
        server.hangUp();
    }

    /** In the end the archive equals the server. */
    void isArchived(RunningMailboxes running) {
        var archived = running.ledger.mailIds(name());
        for (OddFolder folder : server.folders()) {
            assertThat(folder.expunged().stream()
                            .filter(mail -> !archived.contains(TestMails.idOf(mail.bytes())))
                            .map(OddMail::uid))
                    .as("taken off the server and not archived, in " + folder.name())
                    .isEmpty();
            if (!folder.mails().isEmpty()) {
                isArchived(running, folder);
            }
        }
        assertThat(running.owed.counts(name())).as("nothing is owed").isEmpty();
    }

    private void isArchived(RunningMailboxes running, OddFolder folder) {
        FolderMark mark = running.history.latest(name(), folder.name()).orElseThrow();
        assertThat(running.history.live(mark.folder(), 1, Long.MAX_VALUE))
                .as("the living of " + folder.name())
                .isEqualTo(List.copyOf(folder.uids()));
        assertThat(folder.mails().values().stream()
                        .filter(mail -> !isArchived(running, mark, mail))
                        .map(OddMail::uid))
                .as("UIDs with other bytes in the archive, in " + folder.name())
                .isEmpty();
    }

    private static boolean isArchived(RunningMailboxes running, FolderMark mark, OddMail mail) {
        return running.history
                .sighted(mark.folder(), mail.uid())
                .filter(seen -> seen.id().equals(TestMails.idOf(mail.bytes())))
                .isPresent();
    }

    /** What is odd about it. */
    String kinds() {
        return kinds + ", afterwards " + afterArchive + ", offering " + server.capabilities();
    }

    String heard() {
        List<String> heard = server.heard();
        return String.join("\n", heard.subList(Math.max(0, heard.size() - 40), heard.size()));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

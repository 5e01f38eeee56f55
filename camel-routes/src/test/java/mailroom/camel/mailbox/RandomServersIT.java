package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.settings.MailboxSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Servers that are odd in several ways at once at random places, while mails come and go and the watch is started anew:
 * once they behave, the archive equals them. A failure names its seed, and {@code -Dmailroom.random.seed} repeats it; with
 * {@code -Dmailroom.random.seeds} beside it so many run from that one on.
 */
class RandomServersIT {

    private static final int AT_ONCE = 32;
    private static final Rhythm HASTY =
            new Rhythm(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Duration IN_THE_END = Duration.ofSeconds(Long.getLong("mailroom.random.end", 30));

    @Test
    void inTheEndTheArchiveEqualsTheServerByteForByte() throws Exception {
        List<Long> seeds = seeds();
        Map<Long, String> failures = new LinkedHashMap<>();
        for (int from = 0; from < seeds.size(); from += AT_ONCE) {
            play(seeds.subList(from, Math.min(seeds.size(), from + AT_ONCE)), failures);
        }
        assertThat(failures)
                .as("seeds whose archive differs; run one of them with -Dmailroom.random.seed")
                .isEmpty();
    }

    /** The one that is named, or so many from there on; else the first 500. */
    private static List<Long> seeds() {
        Optional<Long> first = Optional.ofNullable(Long.getLong("mailroom.random.seed"));
        long count = Long.getLong("mailroom.random.seeds", first.isPresent() ? 1 : 500);
        return LongStream.range(0, count).map(i -> first.orElse(0L) + i).boxed().toList();
    }

    private static void play(List<Long> seeds, Map<Long, String> failures) throws Exception {
        List<RandomServer> servers = new ArrayList<>();
        try (RunningMailboxes running = new RunningMailboxes(HASTY)) {
            for (long seed : seeds) {
                servers.add(new RandomServer(seed));
            }
            oddTime(running, servers);
            running.configure();
            servers.forEach(RandomServer::behave);
            running.configure(settings(servers));
            inTheEnd(running, servers, failures);
        } finally {
            for (RandomServer server : servers) {
                server.close();
            }
        }
    }

    private static MailboxSettings[] settings(List<RandomServer> servers) {
        return servers.stream().map(RandomServer::settings).toArray(MailboxSettings[]::new);
    }

    /** While the servers are odd, everything is looked at as often as can be. */
    private static void oddTime(RunningMailboxes running, List<RandomServer> servers) {
        running.configure(settings(servers));
        for (int round = 0; round < 12; round++) {
            if (round == 6) {
                running.configure();
                running.configure(settings(servers));
            }
            servers.forEach(RandomServer::change);
            lookNow(running, servers);
            Awaitility.await().pollDelay(Duration.ofMillis(120)).until(() -> true);
        }
    }

    /** As if each pause were over. */
    private static void lookNow(RunningMailboxes running, List<RandomServer> servers) {
        running.ledger.database().jdbi().useHandle(handle -> {
            handle.execute("update owed set next_try_at = 0");
            // one by one, because whoever holds two rows may wait for one who waits for the other
            handle.createQuery("select id from folder")
                    .mapTo(Long.class)
                    .list()
                    .forEach(id -> handle.execute(
                            "update folder set compared_at = 0, uids_compared_at = 0, looks_checked_uid = 0"
                                    + " where id = ?",
                            id));
        });
        servers.forEach(server -> running.mailboxes.compare(server.name()));
    }

    private static void inTheEnd(RunningMailboxes running, List<RandomServer> servers, Map<Long, String> failures) {
        List<RandomServer> left = new ArrayList<>(servers);
        Map<Long, String> last = new LinkedHashMap<>();
        try {
            Awaitility.await()
                    .atMost(IN_THE_END)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        lookNow(running, left);
                        left.removeIf(server -> isDone(running, server, last));
                        return left.isEmpty();
                    });
        } catch (ConditionTimeoutException notAll) {
            left.forEach(server -> failures.put(
                    server.seed(),
                    server.kinds() + "\n" + last.get(server.seed()) + "\n" + running.mailboxes.report(server.name())
                            + "\nlast commands:\n" + server.heard()));
        }
    }

    private static boolean isDone(RunningMailboxes running, RandomServer server, Map<Long, String> last) {
        try {
            server.isArchived(running);
            return true;
        } catch (AssertionError | NoSuchElementException notYet) {
            last.put(server.seed(), String.valueOf(notYet.getMessage()));
            return false;
        }
    }
}

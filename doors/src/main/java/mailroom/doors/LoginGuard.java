package mailroom.doors;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How often passwords were wrong, by client and user. Over a {@link Limit} a right and a wrong password are answered the
 * same, so that guessing on tells nothing; it is a delay, nobody is locked out for longer than the limit says. A user who
 * has logged in from a client in the last day is stopped by the failures of this user from this client alone, so that no
 * stranger locks out anybody.
 */
final class LoginGuard {

    static final Duration KNOWN_FOR = Duration.ofDays(1);
    static final int MOST_KEPT = 10_000;

    private record Pair(String client, String user) {}

    private final LongSupplier nanos;
    private final Map<Pair, Leak> pairs = bounded();
    private final Map<String, Leak> clients = bounded();
    private final Map<String, Leak> users = bounded();
    private final Map<Pair, Long> known = bounded();
    private final Leak all;
    private long failed;
    private long refused;

    LoginGuard(LongSupplier nanos) {
        this.nanos = nanos;
        this.all = Limit.ALL.leak(nanos.getAsLong());
    }

    /** As {@link #wait}, and a refusal is counted. */
    synchronized Optional<Duration> refusal(String client, String user) {
        Optional<Duration> wait = wait(client, user);
        refused += wait.isPresent() ? 1 : 0;
        return wait;
    }

    /** The time to wait, empty if the password may be looked at; nothing is counted. */
    synchronized Optional<Duration> wait(String client, String user) {
        long now = nanos.getAsLong();
        long wait = deciding(new Pair(client, user), now)
                .filter(Objects::nonNull)
                .mapToLong(leak -> leak.waitNanos(now))
                .max()
                .orElse(0);
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
    }

    /**
     * The password was wrong. Logins that are under way count for nothing, since many right ones may come at once; those
     * that fail together make the wait longer.
     */
    synchronized void wrong(String client, String user) {
        long now = nanos.getAsLong();
        counted(new Pair(client, user), now).forEach(leak -> leak.add(now));
        failed++;
    }

    /** The password was right. */
    synchronized void right(String client, String user) {
        Pair pair = new Pair(client, user);
        pairs.remove(pair);
        known.put(pair, nanos.getAsLong());
    }

    /** One was counted as wrong that was none: it came too soon. */
    synchronized void forgive(String client, String user) {
        long now = nanos.getAsLong();
        counted(new Pair(client, user), now).forEach(leak -> leak.takeBack(now));
        failed--;
    }

    synchronized long failed() {
        return failed;
    }

    synchronized long refused() {
        return refused;
    }

    synchronized int kept() {
        return Stream.of(pairs, clients, users, known).mapToInt(Map::size).max().orElseThrow();
    }

    /** Asking makes no entry: who is refused must not push others out. */
    private Stream<Leak> deciding(Pair pair, long now) {
        Long since = known.get(pair);
        boolean isKnown = since != null && now - since < KNOWN_FOR.toNanos();
        return isKnown
                ? Stream.of(pairs.get(pair))
                : Stream.of(pairs.get(pair), clients.get(pair.client()), users.get(pair.user()), all);
    }

    private Stream<Leak> counted(Pair pair, long now) {
        return Stream.of(
                pairs.computeIfAbsent(pair, key -> Limit.PAIR.leak(now)),
                clients.computeIfAbsent(pair.client(), key -> Limit.CLIENT.leak(now)),
                users.computeIfAbsent(pair.user(), key -> Limit.USER.leak(now)),
                all);
    }

    /** What was used least lately is forgotten first. */
    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_KEPT;
            }
        };
    }
}

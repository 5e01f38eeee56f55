package mailroom.console.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs probes side by side within one limit. One that hangs is not started a second time with each question; after
 * {@link #PATIENCE} it is interrupted and asked anew, so that one lost answer does not count for ever, with at most
 * {@link #MOST_HANGING} of its threads hanging.
 */
final class TimedProbes {

    private static final System.Logger LOG = System.getLogger(TimedProbes.class.getName());

    static final String UP = "up";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int MOST_HANGING = 3;

    private record Asked(Future<Void> answer, Instant since) {}

    private final Map<String, Probe> probes;
    private final ExecutorService executor;
    private final Duration limit;
    private final Clock clock;
    private final Map<String, Semaphore> threads = new ConcurrentHashMap<>();
    private final Map<String, Asked> running = new ConcurrentHashMap<>();

    TimedProbes(Map<String, Probe> probes, ExecutorService executor, Duration limit, Clock clock) {
        this.probes = new LinkedHashMap<>(probes);
        this.executor = executor;
        this.limit = limit;
        this.clock = clock;
        probes.keySet().forEach(name -> threads.put(name, new Semaphore(MOST_HANGING)));
    }

    /** {@link #UP} or why not, by the probe's name; never a text from outside. */
    Map<String, String> results() throws InterruptedException {
        Map<String, Asked> asked = new LinkedHashMap<>();
        probes.forEach((name, probe) -> asked.put(
                name,
                running.compute(
                        name, (key, before) -> before != null && stillWaitedFor(before) ? before : ask(key, probe))));
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, String> results = new LinkedHashMap<>();
        for (String name : probes.keySet()) {
            results.put(name, result(name, asked.get(name), deadline - System.nanoTime()));
        }
        return results;
    }

    private boolean stillWaitedFor(Asked asked) {
        boolean waitedFor = !asked.answer().isDone()
                && clock.instant().isBefore(asked.since().plus(PATIENCE));
        if (!waitedFor) {
            asked.answer().cancel(true);
        }
        return waitedFor;
    }

    private Asked ask(String name, Probe probe) {
        Semaphore free = threads.get(name);
        Future<Void> answer = executor.submit(() -> {
            if (!free.tryAcquire()) {
                throw new TimeoutException(MOST_HANGING + " threads hang");
            }
            try {
                probe.run();
                return null;
            } finally {
                free.release();
            }
        });
        return new Asked(answer, clock.instant());
    }

    private String result(String name, Asked asked, long nanosLeft) throws InterruptedException {
        try {
            asked.answer().get(Math.max(nanosLeft, 0), TimeUnit.NANOSECONDS);
            running.remove(name, asked);
            return UP;
        } catch (TimeoutException e) {
            return "no answer within " + limit.toSeconds() + " s";
        } catch (ExecutionException e) {
            running.remove(name, asked);
            LOG.log(System.Logger.Level.DEBUG, name, e.getCause());
            return Reasons.of(e.getCause());
        } catch (CancellationException e) {
            running.remove(name, asked);
            return "given up";
        }
    }
}

package mailroom.console.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs probes side by side within one limit. One that hangs is left hanging and not started a second time; one that the
 * executor gave up, before it began or in its middle, is started anew with the next question.
 */
final class TimedProbes {

    static final String UP = "up";

    private final Map<String, Probe> probes;
    private final ExecutorService executor;
    private final Duration limit;
    private final Map<String, Future<Void>> running = new ConcurrentHashMap<>();

    TimedProbes(Map<String, Probe> probes, ExecutorService executor, Duration limit) {
        this.probes = new LinkedHashMap<>(probes);
        this.executor = executor;
        this.limit = limit;
    }

    /** {@link #UP} or why not, by the probe's name; reasons are classes of errors, never their texts. */
    Map<String, String> results() throws InterruptedException {
        Map<String, Future<Void>> asked = new LinkedHashMap<>();
        probes.forEach((name, probe) -> asked.put(name, running.computeIfAbsent(name, absent -> started(probe))));
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, String> results = new LinkedHashMap<>();
        for (String name : probes.keySet()) {
            results.put(name, result(name, asked.get(name), deadline - System.nanoTime()));
        }
        return results;
    }

    private Future<Void> started(Probe probe) {
        return executor.submit(() -> {
            probe.run();
            return null;
        });
    }

    private String result(String name, Future<Void> task, long nanosLeft) throws InterruptedException {
        try {
            task.get(Math.max(nanosLeft, 0), TimeUnit.NANOSECONDS);
            running.remove(name, task);
            return UP;
        } catch (TimeoutException e) {
            return "no answer within " + limit.toSeconds() + " s";
        } catch (ExecutionException e) {
            running.remove(name, task);
            return e.getCause().getClass().getSimpleName();
        } catch (CancellationException e) {
            running.remove(name, task);
            return "given up";
        }
    }
}

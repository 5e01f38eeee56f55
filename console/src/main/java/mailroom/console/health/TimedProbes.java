package mailroom.console.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs probes side by side within one limit. One that hangs is left hanging and not started a second time. */
final class TimedProbes {

    static final String UP = "up";

    private final Map<String, Probe> probes;
    private final Executor executor;
    private final Duration limit;
    private final Map<String, FutureTask<Void>> running = new ConcurrentHashMap<>();

    TimedProbes(Map<String, Probe> probes, Executor executor, Duration limit) {
        this.probes = new LinkedHashMap<>(probes);
        this.executor = executor;
        this.limit = limit;
    }

    /** {@link #UP} or why not, by the probe's name; reasons are classes of errors, never their texts. */
    Map<String, String> results() throws InterruptedException {
        probes.forEach((name, probe) -> running.computeIfAbsent(name, absent -> started(probe)));
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, String> results = new LinkedHashMap<>();
        for (String name : probes.keySet()) {
            results.put(name, result(name, deadline - System.nanoTime()));
        }
        return results;
    }

    private FutureTask<Void> started(Probe probe) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            probe.run();
            return null;
        });
        executor.execute(task);
        return task;
    }

    private String result(String name, long nanosLeft) throws InterruptedException {
        FutureTask<Void> task = running.get(name);
        if (task == null) {
            return UP;
        }
        try {
            task.get(Math.max(nanosLeft, 0), TimeUnit.NANOSECONDS);
            running.remove(name, task);
            return UP;
        } catch (TimeoutException e) {
            return "no answer within " + limit.toSeconds() + " s";
        } catch (java.util.concurrent.ExecutionException e) {
            running.remove(name, task);
            return e.getCause().getClass().getSimpleName();
        }
    }
}

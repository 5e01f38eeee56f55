package mailroom;

import java.time.Duration;
import java.util.List;

/** Quantiles of latencies in nanoseconds. */
final class Latencies {

    private Latencies() {}

    static Duration quantile(List<Long> latencies, double share) {
        List<Long> sorted = latencies.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return Duration.ofNanos(sorted.get(Math.max(0, index)));
    }

    static String shown(List<Long> latencies) {
        return "%d mails, median %d ms, 90 %% %d ms, 99 %% %d ms, slowest %d ms"
                .formatted(
                        latencies.size(),
                        quantile(latencies, 0.5).toMillis(),
                        quantile(latencies, 0.9).toMillis(),
                        quantile(latencies, 0.99).toMillis(),
                        quantile(latencies, 1).toMillis());
    }
}

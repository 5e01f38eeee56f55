package mailroom.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mailroom.schedule.Jobs;

/** One run of a job; status and counts have Jakarta Batch's own names. */
public record JobJson(
        long executionId,
        String name,
        Map<String, String> parameters,
        String status,
        String exitStatus,
        Instant started,
        Instant ended,
        List<Step> steps) {

    /** @param counts {@code readCount}, {@code writeCount}, {@code commitCount} … */
    public record Step(
            String name, String status, String exitStatus, Instant started, Instant ended, Map<String, Long> counts) {

        static Step of(Jobs.Step step) {
            return new Step(
                    step.name(),
                    step.status(),
                    step.exitStatus().orElse(null),
                    step.started().orElse(null),
                    step.ended().orElse(null),
                    step.counts());
        }
    }

    static JobJson of(Jobs.Execution execution) {
        return new JobJson(
                execution.executionId(),
                execution.job(),
                execution.parameters(),
                execution.status(),
                execution.exitStatus().orElse(null),
                execution.started().orElse(null),
                execution.ended().orElse(null),
                execution.steps().stream().map(Step::of).toList());
    }
}

package mailroom.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import mailroom.schedule.Jobs;

/** Shows a job's execution on the page. */
public final class JobOnPage {

    private final Jobs.Execution execution;
    private final Instant now;

    JobOnPage(Jobs.Execution execution, Instant now) {
        this.execution = execution;
        this.now = now;
    }

    public long getId() {
        return execution.executionId();
    }

    public String getName() {
        return execution.job();
    }

    public String getParameters() {
        return Shown.text(execution.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" ")));
    }

    public String getStatus() {
        return Shown.words(execution.status());
    }

    public String getTone() {
        return switch (execution.status()) {
            case "COMPLETED" -> "good";
            case "FAILED", "ABANDONED" -> "bad";
            case "STOPPED" -> "off";
            default -> "busy";
        };
    }

    public boolean isRunning() {
        return getTone().equals("busy");
    }

    public boolean isRestartable() {
        return execution.status().equals("FAILED") || execution.status().equals("STOPPED");
    }

    public String getStarted() {
        return execution.started().map(time -> Shown.ago(time, now)).orElse("");
    }

    public String getTook() {
        return execution
                .started()
                .map(start ->
                        Shown.span(Duration.between(start, execution.ended().orElse(now))))
                .orElse("");
    }

    /** What its steps wrote, together. */
    public long getWritten() {
        return execution.steps().stream().mapToLong(JobOnPage::written).sum();
    }

    private static long written(Jobs.Step step) {
        return step.counts().entrySet().stream()
                .filter(count -> count.getKey().replace("_", "").equalsIgnoreCase("writeCount"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }
}

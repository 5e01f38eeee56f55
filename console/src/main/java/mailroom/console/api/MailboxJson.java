package mailroom.console.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import mailroom.intake.MailboxReport;

/** A mailbox as {@code GET /mailboxes} shows it. */
public record MailboxJson(String name, String state, Error error, List<Folder> folders) {

    /** @param kind {@code class} in JSON, kebab-case: {@code login-rejected}, {@code unknown-host} … */
    public record Error(@JsonbProperty("class") String kind, String message, Instant since) {

        static Error of(MailboxReport.Problem problem) {
            return new Error(problem.kind(), problem.message(), problem.since());
        }
    }

    /** @param lagSeconds age of the oldest mail known to be on the server and not yet stored */
    public record Folder(
            String name, long uidValidity, long highestUid, long sightings, Instant lastSync, long lagSeconds) {

        static Folder of(MailboxReport.Folder folder) {
            return new Folder(
                    folder.name(),
                    folder.uidValidity(),
                    folder.highestUid(),
                    folder.sightings(),
                    folder.lastSync().orElse(null),
                    folder.lagSeconds());
        }
    }

    static MailboxJson of(MailboxReport report) {
        return new MailboxJson(
                report.name(),
                Parameters.kebab(report.state()),
                report.problem().map(Error::of).orElse(null),
                report.folders().stream().map(Folder::of).toList());
    }
}

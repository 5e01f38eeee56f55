package mailroom.console.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import mailroom.folder.ComparisonFindings;
import mailroom.mailbox.MailboxReport;

/** A mailbox as {@code GET /mailboxes} shows it. */
public record MailboxJson(String name, String state, Error error, long owed, List<Folder> folders) {

    /** @param kind {@code class} in JSON, kebab-case: {@code login-rejected}, {@code unknown-host} … */
    public record Error(@JsonbProperty("class") String kind, String message, Instant since) {

        static Error of(MailboxReport.Problem problem) {
            return new Error(problem.kind().word(), problem.message(), problem.since());
        }
    }

    /**
     * @param lagSeconds age of the oldest mail known to be on the server and not yet stored, or of the standstill
     * @param state {@code ok}, {@code refused}, {@code gone} or {@code owing}
     * @param reason why it is refused or gone, in the server's words where it gave any
     * @param owed mails that the server has and has not given
     * @param comparedAt when its UIDs were last held against the ledger
     * @param comparison what that put right; absent before the first one
     */
    public record Folder(
            String name,
            long uidValidity,
            long highestUid,
            long sightings,
            Instant lastSync,
            long lagSeconds,
            String state,
            String reason,
            Instant since,
            long owed,
            Instant comparedAt,
            Comparison comparison) {

        static Folder of(MailboxReport.Folder folder) {
            return new Folder(
                    folder.name(),
                    folder.uidValidity(),
                    folder.highestUid(),
                    folder.sightings(),
                    folder.lastSync().orElse(null),
                    folder.lagSeconds(),
                    QueryParameters.kebab(folder.state()),
                    folder.trouble().map(MailboxReport.Problem::message).orElse(null),
                    folder.trouble().map(MailboxReport.Problem::since).orElse(null),
                    folder.owed(),
                    folder.comparedAt().orElse(null),
                    folder.comparedAt()
                            .map(at -> Comparison.of(folder.comparison()))
                            .orElse(null));
        }
    }

    /**
     * @param late mails that came up below UIDs already seen
     * @param back counted as vanished, and are there
     * @param vanished counted as present, and are gone
     * @param replaced UIDs that have other mails now
     */
    public record Comparison(int late, int back, int vanished, int replaced) {

        static Comparison of(ComparisonFindings found) {
            return new Comparison(found.late(), found.back(), found.vanished(), found.replaced());
        }
    }

    static MailboxJson of(MailboxReport report) {
        return new MailboxJson(
                report.name(),
                QueryParameters.kebab(report.state()),
                report.problem().map(Error::of).orElse(null),
                report.owed(),
                report.folders().stream().map(Folder::of).toList());
    }
}

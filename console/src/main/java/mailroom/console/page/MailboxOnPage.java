package mailroom.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mailroom.mailbox.MailboxReport;

/** Shows a mailbox on the page. */
public final class MailboxOnPage {

    private static final int MOST_FOLDERS = 8;

    private final MailboxReport report;
    private final Instant now;

    MailboxOnPage(MailboxReport report, Instant now) {
        this.report = report;
        this.now = now;
    }

    public String getName() {
        return report.name();
    }

    public String getState() {
        return Shown.words(report.state().name());
    }

    /** Is {@code good}, {@code busy}, {@code off} or {@code bad}. */
    public String getTone() {
        return switch (report.state()) {
            case WATCHING -> "good";
            case CONNECTING, SYNCING -> "busy";
            case PAUSED -> "off";
            case BACKING_OFF, FAILED -> "bad";
        };
    }

    public boolean isPaused() {
        return report.state() == MailboxReport.State.PAUSED;
    }

    public boolean isStandingStill() {
        return report.problem().isPresent() || getTone().equals("bad");
    }

    public String getKind() {
        return report.problem()
                .map(problem -> Shown.words(problem.kind().name()))
                .orElse("");
    }

    public String getMessage() {
        return report.problem().map(problem -> Shown.text(problem.message())).orElse("");
    }

    public String getSince() {
        return report.problem().map(problem -> Shown.exact(problem.since())).orElse("");
    }

    public String getLasting() {
        return report.problem()
                .map(problem -> Shown.span(Duration.between(problem.since(), now)))
                .orElse("");
    }

    public String getHint() {
        return report.problem().map(problem -> Hints.forKind(problem.kind())).orElse("");
    }

    /** A dash while it is not known what the server has. */
    public String getLag() {
        return report.folders().stream()
                .map(MailboxReport.Folder::lagSeconds)
                .max(Long::compareTo)
                .map(lag -> Shown.span(Duration.ofSeconds(lag)))
                .orElse("–");
    }

    public long getSightings() {
        return report.folders().stream()
                .mapToLong(MailboxReport.Folder::sightings)
                .sum();
    }

    public String getLastSync() {
        return report.folders().stream()
                .flatMap(folder -> folder.lastSync().stream())
                .max(Instant::compareTo)
                .map(time -> Shown.ago(time, now))
                .orElse("never");
    }

    public List<FolderRow> getFolders() {
        return report.folders().stream().limit(MOST_FOLDERS).map(FolderRow::new).toList();
    }

    public int getMoreFolders() {
        return Math.max(0, report.folders().size() - MOST_FOLDERS);
    }

    /** A folder's name and how many mails were seen in it. */
    public static final class FolderRow {

        private final MailboxReport.Folder folder;

        FolderRow(MailboxReport.Folder folder) {
            this.folder = folder;
        }

        public String getName() {
            return Shown.text(folder.name());
        }

        public long getSightings() {
            return folder.sightings();
        }

        /** What holds the folder up, or how many mails its server owes; empty where nothing does. */
        public String getNote() {
            String owed = folder.owed() > 0 ? ", " + folder.owed() + " owed" : "";
            return folder.trouble()
                            .map(trouble ->
                                    ", " + Shown.words(folder.state().name()) + ": " + Shown.text(trouble.message()))
                            .orElse("")
                    + owed;
        }

        public boolean isBehind() {
            return folder.lagSeconds() > 0;
        }
    }
}

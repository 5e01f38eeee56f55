package mailroom.camel.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.intake.MailboxReport;
import mailroom.intake.MailboxReport.Problem;
import mailroom.intake.MailboxReport.State;

/** What one mailbox does just now; written by its own thread, read by any. */
final class MailboxStatus {

    private final String mailbox;
    private final Clock clock;
    private final Map<String, FolderStatus> folders = new LinkedHashMap<>();
    private State state = State.CONNECTING;
    private Optional<Problem> problem = Optional.empty();

    MailboxStatus(String mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    synchronized void is(State next) {
        state = next;
        if (next == State.WATCHING) {
            problem = Optional.empty();
        }
    }

    /** The same problem again keeps the instant since when it stands. */
    synchronized void failed(String kind, String message) {
        state = State.BACKING_OFF;
        Instant since = problem.filter(known -> known.kind().equals(kind))
                .map(Problem::since)
                .orElseGet(clock::instant);
        problem = Optional.of(new Problem(kind, message, since));
    }

    synchronized void keepOnly(List<String> names) {
        folders.keySet().retainAll(names);
    }

    /** Mail was seen on the server that is not stored yet. */
    synchronized void behind(String folder) {
        FolderStatus known = folders.get(folder);
        if (known != null && known.behindSince.isEmpty()) {
            folders.put(folder, known.behind(clock.instant()));
        }
    }

    synchronized void reached(String folder, long uidValidity, long highestUid, long sightings) {
        FolderStatus known = folders.get(folder);
        Optional<Instant> lastSync = known == null ? Optional.empty() : known.lastSync;
        Optional<Instant> behind = known == null ? Optional.empty() : known.behindSince;
        folders.put(folder, new FolderStatus(uidValidity, highestUid, sightings, lastSync, behind));
    }

    synchronized void inSync(String folder) {
        FolderStatus known = folders.get(folder);
        if (known != null) {
            folders.put(folder, known.inSync(clock.instant()));
        }
    }

    synchronized MailboxReport report() {
        List<MailboxReport.Folder> reported = new ArrayList<>();
        Instant now = clock.instant();
        folders.forEach((name, folder) -> reported.add(folder.report(name, now)));
        return new MailboxReport(mailbox, state, problem, reported);
    }

    private record FolderStatus(
            long uidValidity,
            long highestUid,
            long sightings,
            Optional<Instant> lastSync,
            Optional<Instant> behindSince) {

        FolderStatus behind(Instant since) {
            return new FolderStatus(uidValidity, highestUid, sightings, lastSync, Optional.of(since));
        }

        FolderStatus inSync(Instant now) {
            return new FolderStatus(uidValidity, highestUid, sightings, Optional.of(now), Optional.empty());
        }

        MailboxReport.Folder report(String name, Instant now) {
            long lag = behindSince
                    .map(since -> Math.max(1, Duration.between(since, now).toSeconds()))
                    .orElse(0L);
            return new MailboxReport.Folder(name, uidValidity, highestUid, sightings, lastSync, lag);
        }
    }
}

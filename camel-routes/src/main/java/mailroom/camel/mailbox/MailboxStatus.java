package mailroom.camel.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** The only moves; what a mailbox's thread still says after a pause is none of them. */
    private static final Map<State, Set<State>> MOVES = Map.of(
            State.CONNECTING, EnumSet.of(State.SYNCING, State.BACKING_OFF, State.PAUSED, State.FAILED),
            State.SYNCING, EnumSet.of(State.WATCHING, State.BACKING_OFF, State.PAUSED, State.FAILED),
            State.WATCHING, EnumSet.of(State.SYNCING, State.BACKING_OFF, State.PAUSED, State.FAILED),
            State.BACKING_OFF, EnumSet.of(State.CONNECTING, State.PAUSED, State.FAILED),
            State.FAILED, EnumSet.of(State.CONNECTING, State.PAUSED),
            State.PAUSED, EnumSet.of(State.CONNECTING));

    private boolean move(State next) {
        boolean allowed = MOVES.get(state).contains(next);
        if (allowed) {
            state = next;
        }
        return allowed;
    }

    synchronized void connecting() {
        move(State.CONNECTING);
    }

    synchronized void syncing() {
        move(State.SYNCING);
    }

    /** All that the server has is stored, so no problem stands any more. */
    synchronized void watching() {
        if (move(State.WATCHING)) {
            problem = Optional.empty();
        }
    }

    synchronized void paused() {
        move(State.PAUSED);
    }

    /** It stands back after this and tries again. The same problem again keeps the instant since when it stands. */
    synchronized void failed(String kind, String message) {
        if (move(State.BACKING_OFF)) {
            name(kind, message);
        }
    }

    /** It never tries again by itself. */
    synchronized void failedForGood(String kind, String message) {
        if (move(State.FAILED)) {
            name(kind, message);
        }
    }

    /** Nobody watches any more, although nobody asked for that. */
    synchronized void ended() {
        if (move(State.FAILED) && problem.isEmpty()) {
            name("unexpected-failure", "the mailbox is no longer watched; pause and resume it");
        }
    }

    private void name(String kind, String message) {
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

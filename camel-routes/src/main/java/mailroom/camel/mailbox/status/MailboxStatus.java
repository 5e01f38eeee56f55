package mailroom.camel.mailbox.status;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.folder.ComparisonFindings;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderKey;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.FolderState;
import mailroom.mailbox.MailboxReport.Problem;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import mailroom.mailbox.Standstills;

/** What one mailbox does just now; written by its own thread, read by any. */
public final class MailboxStatus {

    private final String mailbox;
    private final StandingSince standing;
    private final Clock clock;
    private final Map<String, FolderStatus> folders = new LinkedHashMap<>();
    private State state = State.CONNECTING;
    private Optional<Problem> problem;

    public MailboxStatus(String mailbox, StandingSince standing, Clock clock) {
        this.mailbox = mailbox;
        this.standing = standing;
        this.clock = clock;
        problem = standing.ofMailbox();
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

    public synchronized void connecting() {
        move(State.CONNECTING);
    }

    public synchronized void syncing() {
        move(State.SYNCING);
    }

    /** All that the server has is stored, so no problem stands any more. */
    public synchronized void watching() {
        if (move(State.WATCHING) && problem.isPresent()) {
            problem = Optional.empty();
            standing.moves(Standstills.WHOLE_MAILBOX);
        }
    }

    public synchronized void paused() {
        move(State.PAUSED);
    }

    /** It stands back after this and tries again. The same problem again keeps the instant since when it stands. */
    public synchronized void failed(ProblemKind kind, String message) {
        if (move(State.BACKING_OFF)) {
            name(kind, message);
        }
    }

    /** It never tries again by itself. */
    public synchronized void failedForGood(ProblemKind kind, String message) {
        if (move(State.FAILED)) {
            name(kind, message);
        }
    }

    /** Nobody watches any more, although nobody asked for that. */
    public synchronized void ended() {
        if (move(State.FAILED) && problem.isEmpty()) {
            name(ProblemKind.UNEXPECTED_FAILURE, "the mailbox is no longer watched; pause and resume it");
        }
    }

    private void name(ProblemKind kind, String message) {
        problem = Optional.of(standing.since(Standstills.WHOLE_MAILBOX, kind, message, problem));
    }

    /** These are the folders that the server has now and that are taken in. */
    public synchronized void listed(Collection<String> names) {
        folders.forEach((name, folder) -> {
            if (!names.contains(name) && !folder.isIn(FolderState.GONE)) {
                stuck(name, FolderState.GONE, ProblemKind.FOLDER_GONE, "the server lists the folder no longer");
            }
        });
        for (String name : names) {
            FolderStatus known = folders.get(name);
            if (known != null && known.isIn(FolderState.GONE)) {
                readable(name);
            }
        }
    }

    /** The folder cannot be read; the others go on. Gone it is only once the server lists it no longer. */
    public synchronized void unreadable(String folder, ImapProblem why) {
        stuck(folder, FolderState.REFUSED, ProblemKind.of(why.word()), why.serverWords());
    }

    private void stuck(String name, FolderState now, ProblemKind kind, String message) {
        FolderStatus known = folders.getOrDefault(name, FolderStatus.UNKNOWN);
        folders.put(name, known.stuck(now, standing.since(name, kind, message, known.trouble())));
    }

    public synchronized void readable(String name) {
        FolderStatus known = folders.get(name);
        if (known != null && known.trouble().isPresent()) {
            standing.moves(name);
            folders.put(name, known.readable());
        }
    }

    /** So many mails of the folder the server has and has not given. */
    public synchronized void owed(String name, long mails) {
        FolderStatus known = folders.getOrDefault(name, FolderStatus.UNKNOWN);
        folders.put(name, known.owed(mails));
    }

    public synchronized void compared(String name, Instant at, ComparisonFindings found) {
        FolderStatus known = folders.getOrDefault(name, FolderStatus.UNKNOWN);
        folders.put(name, known.compared(at, found));
    }

    /** Mail was seen on the server that is not stored yet. */
    public synchronized void behind(String folder) {
        FolderStatus known = folders.get(folder);
        if (known != null && known.behindSince().isEmpty()) {
            folders.put(folder, known.behind(clock.instant()));
        }
    }

    public synchronized void reached(FolderCursor cursor) {
        FolderKey key = cursor.folder();
        FolderStatus known = folders.getOrDefault(key.folder(), FolderStatus.UNKNOWN);
        folders.put(key.folder(), known.reached(key.uidValidity(), cursor.highestUid(), cursor.sightings()));
    }

    public synchronized void inSync(String folder) {
        FolderStatus known = folders.get(folder);
        if (known != null) {
            folders.put(folder, known.inSync(clock.instant()));
        }
    }

    public synchronized MailboxReport report() {
        List<MailboxReport.Folder> reported = new ArrayList<>();
        Instant now = clock.instant();
        folders.forEach((name, folder) -> reported.add(folder.report(name, now)));
        return new MailboxReport(mailbox, state, problem, reported);
    }
}

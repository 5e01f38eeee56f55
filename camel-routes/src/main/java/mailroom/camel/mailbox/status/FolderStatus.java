package mailroom.camel.mailbox.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import mailroom.folder.ComparisonFindings;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.FolderState;
import mailroom.mailbox.MailboxReport.Problem;

/**
 * How far one folder is, and what holds it up.
 *
 * @param stuck how it stands where it cannot be read; empty where it can
 * @param owed mails that the server has and did not give
 */
record FolderStatus(Reached reached, Sync sync, Optional<Stuck> stuck, long owed, Compared compared) {

    static final FolderStatus UNKNOWN = new FolderStatus(
            new Reached(0, 0, 0),
            new Sync(Optional.empty(), Optional.empty()),
            Optional.empty(),
            0,
            new Compared(Optional.empty(), ComparisonFindings.NOTHING));

    /** What of the folder is stored. */
    record Reached(long uidValidity, long highestUid, long sightings) {}

    /** @param behindSince mail was seen on the server then that is not stored yet */
    record Sync(Optional<Instant> last, Optional<Instant> behindSince) {}

    /** Why a folder cannot be read, as long as that is so. */
    record Stuck(FolderState how, Problem why) {}

    /** When the folder was last held against the archive, and what that found. */
    record Compared(Optional<Instant> at, ComparisonFindings findings) {}

    FolderStatus reached(long uidValidityNow, long highestUidNow, long sightingsNow) {
        return new FolderStatus(new Reached(uidValidityNow, highestUidNow, sightingsNow), sync, stuck, owed, compared);
    }

    FolderStatus behind(Instant since) {
        return with(new Sync(sync.last(), Optional.of(since)));
    }

    FolderStatus inSync(Instant now) {
        return with(new Sync(Optional.of(now), Optional.empty()));
    }

    private FolderStatus with(Sync now) {
        return new FolderStatus(reached, now, stuck, owed, compared);
    }

    FolderStatus stuck(FolderState how, Problem why) {
        return with(Optional.of(new Stuck(how, why)));
    }

    FolderStatus readable() {
        return with(Optional.empty());
    }

    private FolderStatus with(Optional<Stuck> now) {
        return new FolderStatus(reached, sync, now, owed, compared);
    }

    FolderStatus owed(long mails) {
        return new FolderStatus(reached, sync, stuck, mails, compared);
    }

    FolderStatus compared(Instant at, ComparisonFindings found) {
        return new FolderStatus(reached, sync, stuck, owed, new Compared(Optional.of(at), found));
    }

    boolean isIn(FolderState state) {
        return stuck.filter(how -> how.how() == state).isPresent();
    }

    Optional<Instant> behindSince() {
        return sync.behindSince();
    }

    Optional<Problem> trouble() {
        return stuck.map(Stuck::why);
    }

    MailboxReport.Folder report(String name, Instant now) {
        long lag = Stream.concat(behindSince().stream(), trouble().map(Problem::since).stream())
                .map(since -> Math.max(1, Duration.between(since, now).toSeconds()))
                .max(Long::compare)
                .orElse(0L);
        FolderState state = stuck.map(Stuck::how).orElse(owed > 0 ? FolderState.OWING : FolderState.OK);
        return new MailboxReport.Folder(
                name,
                reached.uidValidity(),
                reached.highestUid(),
                reached.sightings(),
                sync.last(),
                lag,
                state,
                trouble(),
                owed,
                compared.at(),
                compared.findings());
    }
}

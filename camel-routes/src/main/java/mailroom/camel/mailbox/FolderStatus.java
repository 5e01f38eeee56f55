package mailroom.camel.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import mailroom.intake.ComparisonFindings;
import mailroom.intake.MailboxReport;
import mailroom.intake.MailboxReport.FolderState;
import mailroom.intake.MailboxReport.Problem;

/**
 * How far one folder is, and what holds it up.
 *
 * @param behindSince mail was seen on the server then that is not stored yet
 * @param stuck how it stands where it cannot be read; empty where it can
 * @param trouble why; as long as it is stuck
 */
record FolderStatus(
        long uidValidity,
        long highestUid,
        long sightings,
        Optional<Instant> lastSync,
        Optional<Instant> behindSince,
        Optional<FolderState> stuck,
        Optional<Problem> trouble,
        long owed,
        Optional<Instant> comparedAt,
        ComparisonFindings comparison) {

    static final FolderStatus UNKNOWN = new FolderStatus(
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            ComparisonFindings.NOTHING);

    FolderStatus reached(long uidValidityNow, long highestUidNow, long sightingsNow) {
        return new FolderStatus(
                uidValidityNow,
                highestUidNow,
                sightingsNow,
                lastSync,
                behindSince,
                stuck,
                trouble,
                owed,
                comparedAt,
                comparison);
    }

    FolderStatus behind(Instant since) {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                lastSync,
                Optional.of(since),
                stuck,
                trouble,
                owed,
                comparedAt,
                comparison);
    }

    FolderStatus inSync(Instant now) {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                Optional.of(now),
                Optional.empty(),
                stuck,
                trouble,
                owed,
                comparedAt,
                comparison);
    }

    FolderStatus stuck(FolderState how, Problem why) {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                lastSync,
                behindSince,
                Optional.of(how),
                Optional.of(why),
                owed,
                comparedAt,
                comparison);
    }

    FolderStatus readable() {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                lastSync,
                behindSince,
                Optional.empty(),
                Optional.empty(),
                owed,
                comparedAt,
                comparison);
    }

    FolderStatus owed(long mails) {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                lastSync,
                behindSince,
                stuck,
                trouble,
                mails,
                comparedAt,
                comparison);
    }

    FolderStatus compared(Instant at, ComparisonFindings found) {
        return new FolderStatus(
                uidValidity,
                highestUid,
                sightings,
                lastSync,
                behindSince,
                stuck,
                trouble,
                owed,
                Optional.of(at),
                found);
    }

    boolean isIn(FolderState state) {
        return stuck.filter(state::equals).isPresent();
    }

    MailboxReport.Folder report(String name, Instant now) {
        long lag = Stream.concat(behindSince.stream(), trouble.map(Problem::since).stream())
                .map(since -> Math.max(1, Duration.between(since, now).toSeconds()))
                .max(Long::compare)
                .orElse(0L);
        FolderState state = stuck.orElse(owed > 0 ? FolderState.OWING : FolderState.OK);
        return new MailboxReport.Folder(
                name, uidValidity, highestUid, sightings, lastSync, lag, state, trouble, owed, comparedAt, comparison);
    }
}

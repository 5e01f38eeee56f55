package mailroom.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.folder.ComparisonFindings;

/** What a mailbox does just now and how far each of its folders is. */
public record MailboxReport(String name, State state, Optional<Problem> problem, List<Folder> folders) {

    /** Named in REST as kebab-case words. */
    public enum State {
        CONNECTING,
        SYNCING,
        WATCHING,
        BACKING_OFF,
        PAUSED,
        FAILED
    }

    /**
     * Why a mailbox stands still.
     *
     * @param message one sentence for a person, without secrets
     */
    public record Problem(ProblemKind kind, String message, Instant since) {}

    /** Named in REST as kebab-case words. */
    public enum FolderState {
        OK,
        REFUSED,
        GONE,
        OWING
    }

    /**
     * @param lagSeconds age of the oldest mail known to be on the server and not yet stored, or of the standstill; 0 when
     *     all is stored
     * @param trouble why the folder cannot be read
     * @param owed mails that the server has and has not given
     * @param comparedAt when its UIDs were last held against the ledger
     * @param comparison what that put right
     */
    public record Folder(
            String name,
            long uidValidity,
            long highestUid,
            long sightings,
            Optional<Instant> lastSync,
            long lagSeconds,
            FolderState state,
            Optional<Problem> trouble,
            long owed,
            Optional<Instant> comparedAt,
            ComparisonFindings comparison) {

        /** One that is read and owes nothing. */
        public Folder(
                String name,
                long uidValidity,
                long highestUid,
                long sightings,
                Optional<Instant> lastSync,
                long lagSeconds) {
            this(
                    name,
                    uidValidity,
                    highestUid,
                    sightings,
                    lastSync,
                    lagSeconds,
                    FolderState.OK,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    ComparisonFindings.NOTHING);
        }
    }

    /** Mails that the server has and has not given, over all folders. */
    public long owed() {
        return folders.stream().mapToLong(Folder::owed).sum();
    }
}

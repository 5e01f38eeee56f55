package mailroom.folder;

import java.time.Instant;

/**
 * A mail, or a run of UIDs, that the server has and has not given yet.
 *
 * @param id of the row, which orders the list
 * @param uid the first UID of the run
 * @param lastUid the same UID for one mail
 * @param words what the server said, or what it did in place of giving the mail; at most 1,000 characters
 * @param tries how often it was asked for in vain
 */
public record OwedMail(
        long id, FolderKey folder, long uid, long lastUid, String words, int tries, Instant since, Instant nextTry) {}

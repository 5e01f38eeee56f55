package mailroom.console.api;

import java.time.Instant;
import mailroom.folder.OwedMail;

/**
 * What a server has not given yet, as {@code GET /mailboxes/{name}/owed} shows it.
 *
 * @param uid of one mail; null for a run
 * @param range first and last UID of a run, parted by a colon; null for one mail
 * @param words what the server said, or did in place of giving the mail
 * @param tries how often it was asked for in vain
 */
public record OwedJson(String folder, Long uid, String range, String words, int tries, Instant since, Instant nextTry) {

    static OwedJson of(OwedMail mail) {
        boolean one = mail.uid() == mail.lastUid();
        return new OwedJson(
                mail.folder().folder(),
                one ? mail.uid() : null,
                one ? null : mail.uid() + ":" + mail.lastUid(),
                mail.words(),
                mail.tries(),
                mail.since(),
                mail.nextTry());
    }
}

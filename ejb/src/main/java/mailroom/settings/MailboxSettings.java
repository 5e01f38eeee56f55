package mailroom.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code mailboxes}.
 *
 * @param name {@code [a-z0-9-]{1,40}}, the identity of the mailbox for ever
 * @param folders patterns with {@code *} and {@code %} as in IMAP's LIST; empty: all but those with the special use
 *     Junk, Trash, Drafts or All, and those that cannot be selected
 * @param pollEvery the pause between polls; empty: IDLE, and a poll where the server lacks it
 * @param rules a file's name in {@code rules/}; empty: everything is kept
 */
public record MailboxSettings(
        String name,
        ServerAddress server,
        String user,
        Secret password,
        List<String> folders,
        Optional<Duration> pollEvery,
        AfterArchive afterArchive,
        Optional<String> rules) {

    /** What becomes of a mail on the server once the archive has it. */
    public sealed interface AfterArchive {
        record Keep() implements AfterArchive {}

        record Move(String folder) implements AfterArchive {}

        record Delete() implements AfterArchive {}
    }
}

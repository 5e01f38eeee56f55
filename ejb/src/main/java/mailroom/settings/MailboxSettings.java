package mailroom.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds one entry of {@code mailboxes}.
 *
 * @param name {@code [a-z0-9-]{1,40}}, the identity of the mailbox for ever
 * @param folders patterns with {@code *} and {@code %} as in IMAP's LIST; empty: all but those with the special use
 *     Junk, Trash, Drafts or All, and those that cannot be selected
 * @param pollEvery the pause between polls; empty: IDLE, and a poll where the server lacks it
 * @param rules a file's name in {@code rules/}; empty: everything is kept
 * @param compareEvery how often the UIDs of each folder are held against the ledger
 * @param compress whether COMPRESS=DEFLATE is asked for where the server offers it; empty: unless it is on loopback
 */
public record MailboxSettings(
        String name,
        ServerAddress server,
        MailboxLogin login,
        List<String> folders,
        Optional<Duration> pollEvery,
        AfterArchive afterArchive,
        Optional<String> rules,
        ServerLimits limits,
        Optional<Boolean> compress,
        Duration compareEvery) {

    public static final Duration COMPARE_EVERY = Duration.ofHours(6);

    /** A mailbox that is compared as often as is usual. */
    public MailboxSettings(
            String name,
            ServerAddress server,
            MailboxLogin login,
            List<String> folders,
            Optional<Duration> pollEvery,
            AfterArchive afterArchive,
            Optional<String> rules,
            ServerLimits limits,
            Optional<Boolean> compress) {
        this(name, server, login, folders, pollEvery, afterArchive, rules, limits, compress, COMPARE_EVERY);
    }

    /** A mailbox with a password, without limits. */
    public MailboxSettings(
            String name,
            ServerAddress server,
            String user,
            Secret password,
            List<String> folders,
            Optional<Duration> pollEvery,
            AfterArchive afterArchive,
            Optional<String> rules) {
        this(
                name,
                server,
                MailboxLogin.withPassword(user, password),
                folders,
                pollEvery,
                afterArchive,
                rules,
                ServerLimits.NONE,
                Optional.empty());
    }

    public String user() {
        return login.user();
    }

    /** What becomes of a mail on the server once the archive has it. */
    public sealed interface AfterArchive {
        record Keep() implements AfterArchive {}

        record Move(String folder) implements AfterArchive {}

        record Delete() implements AfterArchive {}
    }
}

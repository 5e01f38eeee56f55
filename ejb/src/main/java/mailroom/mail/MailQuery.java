package mailroom.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which mails to list; an empty condition takes all.
 *
 * @param mailbox and {@code folder}: where a sighting is
 * @param after received then or later
 * @param before received earlier than then
 * @param messageId exactly, with its angle brackets or without
 * @param from part of the field, whatever the case
 * @param subject part of the field, whatever the case
 * @param limit 1 to {@link #LARGEST_LIMIT}
 * @param cursor {@link MailPage#next()} of the page before: a row's number; the folder's and a UID, where a folder of a
 *     mailbox is asked for and nothing else
 * @throws IllegalArgumentException for a cursor that no list with these conditions has given
 */
public record MailQuery(
        Optional<String> mailbox,
        Optional<String> folder,
        Optional<Instant> after,
        Optional<Instant> before,
        Optional<String> messageId,
        Optional<String> from,
        Optional<String> subject,
        int limit,
        Optional<String> cursor) {

    public static final int LARGEST_LIMIT = 500;
    /** A number in digits and letters that fits into a long. */
    private static final String POSITION = "[0-9a-z]{1,12}";

    public MailQuery {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed is 1 to " + LARGEST_LIMIT);
        }
        boolean inFolder = isFolderAlone(mailbox, folder, Stream.of(after, before, messageId, from, subject));
        if (!cursor.orElse(inFolder ? "0-0" : "0").matches(inFolder ? POSITION + "-" + POSITION : POSITION)) {
            throw new IllegalArgumentException("cursor is not one that a list has given as next");
        }
    }

    private static boolean isFolderAlone(
            Optional<String> mailbox, Optional<String> folder, Stream<Optional<?>> others) {
        return mailbox.isPresent() && folder.isPresent() && others.allMatch(Optional::isEmpty);
    }

    /** All mails of a folder of a mailbox, which are listed by their UIDs. */
    boolean isFolderAlone() {
        return isFolderAlone(mailbox, folder, Stream.of(after, before, messageId, from, subject));
    }

    boolean hasTimes() {
        return after.isPresent() || before.isPresent();
    }

    /** A place in a folder's row of mails. */
    record FolderPosition(long folder, long uid) {}

    static String position(long row) {
        return Long.toString(row, Character.MAX_RADIX);
    }

    static String position(long folder, long uid) {
        return position(folder) + "-" + position(uid);
    }

    private static long number(String text) {
        return Long.parseLong(text, Character.MAX_RADIX);
    }

    /** The rows that the page before has not shown lie below this one. */
    long below() {
        return cursor.filter(text -> !text.contains("-")).map(MailQuery::number).orElse(Long.MAX_VALUE);
    }

    /** Where the page before ended within a folder. */
    Optional<FolderPosition> folderPosition() {
        return cursor.filter(text -> text.contains("-"))
                .map(text -> text.split("-"))
                .map(parts -> new FolderPosition(number(parts[0]), number(parts[1])));
    }

    /** Asks for the newest mails of all mailboxes. */
    public static MailQuery latest(int limit) {
        return new MailQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }
}

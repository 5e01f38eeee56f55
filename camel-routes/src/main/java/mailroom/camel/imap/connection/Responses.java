package mailroom.camel.imap.connection;

import java.io.IOException;
import mailroom.camel.imap.wire.ImapInput;

/** What a command does with the untagged responses that it brings. */
public interface Responses {

    Responses NONE = (word, number, input) -> false;

    /**
     * Reads the rest of a response.
     *
     * @param word in upper case
     * @param number the one in front of the word, or -1
     * @return false if not a byte of it was read
     */
    boolean take(String word, long number, ImapInput input) throws IOException;

    /** A response that began with this word could not be read and was passed over. */
    default void unreadable(String word, String words) throws IOException {}

    /** A STATUS that is not the answer to the command; its rest is read already. */
    default void status(String wireName) {}

    /** @param code of an untagged OK, in upper case with its argument, or the empty text */
    default void code(String code) throws IOException {}
}

package mailroom.camel.odd;

/** One way of being odd. Each question has the well-behaved answer as default; for the threads of all connections. */
public interface Behaviour {

    /** What the server says of a folder; below 0: it does not say that. */
    record Numbers(long exists, long uidValidity, long uidNext, long highestModSeq) {}

    /** Whether the command sees this mail at all. */
    default boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
        return true;
    }

    default Numbers numbers(OddFolder folder, Visit visit, Numbers numbers) {
        return numbers;
    }

    /** RFC822.SIZE. */
    default long size(OddMail mail, long size) {
        return size;
    }

    /** INTERNALDATE with its quotes; empty: the item is left out. */
    default String date(OddMail mail, String date) {
        return date;
    }

    /** The bytes of one body section, before a piece is cut out of it. */
    default byte[] section(OddMail mail, Command command, byte[] bytes) {
        return bytes;
    }

    /** The piece that is sent where this one was asked for; the origin is what the client asked from. */
    default Piece piece(OddMail mail, byte[] whole, Piece piece) {
        return piece;
    }

    /** @param origin as the answer names it, below 0 for a whole body */
    record Piece(long origin, byte[] bytes) {}

    /** The last word on the answer, in the order in which the behaviours were laid over the server. */
    default void alter(Command command, Visit visit, Answer answer) {}

    default String capabilities(String words) {
        return words;
    }
}

package mailroom.camel.odd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;

/** Which commands a behaviour is about. */
@FunctionalInterface
public interface When {

    boolean is(Command command, Visit visit, Answer answer);

    static When bodies() {
        return (command, visit, answer) -> command.isForBodies();
    }

    /** Mails are asked for as they are, not in pieces, nor header and text apart. */
    static When wholes() {
        return (command, visit, answer) -> command.isForBodies()
                && command.words().contains("BODY.PEEK[]")
                && !command.words().contains("BODY.PEEK[]<");
    }

    /** Pieces of mails are asked for. */
    static When pieces() {
        return (command, visit, answer) -> command.words().contains("BODY.PEEK[]<");
    }

    default When or(When other) {
        return (command, visit, answer) -> is(command, visit, answer) || other.is(command, visit, answer);
    }

    /** Facts of mails are asked for. */
    static When listing() {
        return (command, visit, answer) -> command.isListing();
    }

    /** Facts or UIDs are asked for. */
    static When looking() {
        return (command, visit, answer) -> command.isLooking();
    }

    static When opening() {
        return (command, visit, answer) -> command.isOpening();
    }

    static When opening(String folder) {
        return (command, visit, answer) ->
                command.isOpening() && command.folder().equals(folder);
    }

    static When verb(String verb) {
        return (command, visit, answer) -> command.verb().equals(verb);
    }

    default When in(String folder) {
        return and((command, visit, answer) -> visit.folderName().equals(folder));
    }

    /** One of these mails is asked for. */
    default When of(LongPredicate uids) {
        return and((command, visit, answer) ->
                answer.asked().stream().mapToLong(Long::longValue).anyMatch(uids));
    }

    default When ofMoreThan(int mails) {
        return and((command, visit, answer) -> answer.asked().size() > mails);
    }

    /** The command has these words after its verb. */
    default When saying(String words) {
        return and((command, visit, answer) -> command.words().contains(words));
    }

    default When longerThan(int characters) {
        return and((command, visit, answer) -> command.set().length() > characters);
    }

    /** The connection has opened more folders than this, the one that it opens now included. */
    default When afterFolders(int folders) {
        return and((command, visit, answer) -> visit.opened() > folders);
    }

    default When and(When other) {
        return (command, visit, answer) -> is(command, visit, answer) && other.is(command, visit, answer);
    }

    /** The first so many of them. */
    default When times(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return and((command, visit, answer) -> left.getAndDecrement() > 0);
    }

    /** Every so many of them, beginning with the first. */
    default When each(int nth) {
        AtomicInteger seen = new AtomicInteger();
        return and((command, visit, answer) -> seen.getAndIncrement() % nth == 0);
    }
}

package mailroom.camel.imap.terms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found out about a server by asking for less, and holds for a day: one for each mailbox, alive over
 * reconnects. Written by the mailbox's thread, read by any.
 */
public final class LearnedLimits {

    /** What a command's set of UIDs may take where nothing else was learned. */
    public static final int SET_CHARACTERS = 11_000;

    /** UIDs that one command lists where nothing else was learned. */
    public static final int LISTING = 5_000;

    /** A shorter set is not refused for its length. */
    public static final int SHORTEST_SET = 100;
    /** A set of fewer mails is not refused for their number. */
    public static final int FEWEST_MAILS = 50;
    /** A range of fewer UIDs is not listed too slowly because of its width. */
    static final int NARROWEST_LISTING = 50;

    private static final Duration HOLDS = Duration.ofDays(1);
    private static final Duration SLOW = Duration.ofSeconds(8);
    private static final Duration WANTED = Duration.ofSeconds(4);

    private final Limit setCharacters = new Limit(SET_CHARACTERS);
    private final Limit setMails = new Limit(Integer.MAX_VALUE);
    private final Limit listing = new Limit(LISTING);
    private final Limit sizesAsked = new Limit(1);
    private final RefusedExtensions refusedExtensions = new RefusedExtensions();

    /** Characters that a set of UIDs may have in one command. */
    public int setCharacters() {
        return setCharacters.value();
    }

    /** Mails that one command may name. */
    public int setMails() {
        return setMails.value();
    }

    /** A set was refused whose parts, each of so many characters and mails at most, were taken. */
    public void setsTaken(int characters, int mails) {
        if (characters >= SHORTEST_SET / 2) {
            setCharacters.lower(characters);
        }
        if (mails >= FEWEST_MAILS / 2) {
            setMails.lower(mails);
        }
    }

    /** The server says how many mails a command may name (RFC 9738). */
    public void mailsAtOnce(int most) {
        setMails.lower(Math.max(1, most));
    }

    /** UIDs that one command lists. */
    public int listing() {
        return listing.value();
    }

    /** A listing of so many mails took so long. */
    public void listed(int mails, Duration took) {
        if (took.compareTo(SLOW) > 0 && mails > NARROWEST_LISTING) {
            long fitting = mails * WANTED.toMillis() / Math.max(1, took.toMillis());
            listing.lower((int) Math.max(NARROWEST_LISTING, fitting));
        }
    }

    /** Nothing came in time when so many UIDs were to be listed with their sizes. */
    public void listingTimedOut(long width) {
        if (width <= NARROWEST_LISTING) {
            sizesAsked.lower(0);
        } else {
            listing.lower((int) Math.max(NARROWEST_LISTING, Math.min(width, listing()) / 10));
        }
    }

    /** False where the server is too slow to tell RFC822.SIZE or does not. */
    public boolean sizesAreAsked() {
        return sizesAsked.value() != 0;
    }

    /** What the server did not do is asked for again, because a person asks. */
    public void askAgain() {
        refusedExtensions.forget();
    }

    public RefusedExtensions refusedExtensions() {
        return refusedExtensions;
    }

    /** For a person: what of it is not as usual, each in a few words. */
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        if (setCharacters.isLearned()) {
            words.add("a command may name UIDs with at most " + setCharacters() + " characters");
        }
        if (setMails.isLearned()) {
            words.add("a command may name at most " + setMails() + " mails");
        }
        if (listing.isLearned()) {
            words.add("sizes come slowly, at most " + listing() + " are asked for at once");
        }
        if (sizesAsked.isLearned()) {
            words.add("sizes are not asked for, because the server is too slow with them or refuses them");
        }
        refusedExtensions
                .names()
                .forEach(name ->
                        words.add("the server does not do " + name + ": it refuses it, or ends the connection at it"));
        return words;
    }

    /** A number that only falls while it holds. */
    private static final class Limit {

        private final int usual;
        private volatile int learned;
        private volatile long until = Long.MIN_VALUE;

        Limit(int usual) {
            this.usual = usual;
        }

        boolean isLearned() {
            return until != Long.MIN_VALUE && System.nanoTime() - until < 0;
        }

        int value() {
            return isLearned() ? learned : usual;
        }

        void lower(int to) {
            if (to < value()) {
                learned = to;
                until = System.nanoTime() + HOLDS.toNanos();
            }
        }
    }
}

package mailroom.camel.mailbox.memory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What went wrong with the mails of one folder, kept over reconnects, so that one such mail does not stop the others: it
 * is asked for alone and after them, and owed once it did so again.
 */
public final class FolderDoubts {

    /** The connection broke so often at a mail that was asked for. */
    static final int MOST_BREAKS = 2;
    /** A mail was refused so often with words that might be meant of the whole mailbox. */
    static final int MOST_REFUSALS = 2;
    /** At least so many answers whose bytes were proven in spite of a wrong size, and the folder's sizes may count no more. */
    static final int PROVEN_LIES = 3;
    /** Until a folder's sizes have proved right or wrong, so few mails are asked for at once. */
    static final int PROBE = 3;

    private static final int MOST_KEPT = 1000;
    /** So many mails in a row for which other ways of asking brought nothing. */
    static final int MOST_TRIED_IN_VAIN = 20;

    private final LateMails late = new LateMails();
    private final Map<Long, Integer> breaks = new HashMap<>();
    private final Map<Long, Integer> refusals = new HashMap<>();
    private int atOnce = Integer.MAX_VALUE;
    private int sizesRight;
    private boolean sizesAreUntold;
    private boolean progress;
    private final SizeLies lies = new SizeLies();
    private int triedInVain;

    /** What the server counts and does not list yet. */
    public LateMails late() {
        return late;
    }

    /** The connection broke while this mail was awaited. */
    public void broke(long uid) {
        count(breaks, uid);
    }

    private static int count(Map<Long, Integer> counts, long uid) {
        if (counts.size() >= MOST_KEPT) {
            counts.clear();
        }
        return counts.merge(uid, 1, Integer::sum);
    }

    /** It broke the connection alone as well: it is owed from now on. */
    public boolean isProvenToBreak(long uid) {
        return breaks.getOrDefault(uid, 0) >= MOST_BREAKS;
    }

    /** The mails that are asked for alone, after all others. */
    public Set<Long> suspects() {
        return new LinkedHashSet<>(breaks.keySet());
    }

    /** The mail was refused alone, with words that might be meant of the whole mailbox; true if it was refused before. */
    public boolean isRefusedAgain(long uid) {
        return count(refusals, uid) >= MOST_REFUSALS;
    }

    /** The mail came. */
    public void arrived(long uid) {
        progress = true;
        settled(uid);
    }

    /** What broke the connection is left for now, as a mail that is owed: another break is of something else. */
    public void leftForNow() {
        progress = true;
    }

    /** Whether a mail came or was given up for now, or a way to ask for less was left, since the last call. */
    boolean takeProgress() {
        boolean was = progress;
        progress = false;
        return was;
    }

    /** The same, and stays so. */
    boolean hasProgress() {
        return progress;
    }

    /** The mail came, is a row now or is passed over. */
    public void settled(long uid) {
        breaks.remove(uid);
        refusals.remove(uid);
    }

    /** How many mails one command may ask for. */
    public int atOnce() {
        return sizesRight > 0 || lies.count() > 0 || sizesAreUntold ? atOnce : Math.min(atOnce, PROBE);
    }

    /**
     * A set of this size broke the connection before anything of it came.
     *
     * @return false if it was one mail alone
     */
    public boolean askForLess(int size) {
        atOnce = Math.max(1, Math.min(atOnce, size) / 2);
        progress |= size > 1;
        return size > 1;
    }

    /** All of a set of this size came at once. */
    public void gave(int size) {
        if (size >= atOnce) {
            atOnce = atOnce > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * atOnce;
        }
    }

    /** The server gives no more mails than this for one command. */
    public void limit(int mails) {
        atOnce = Math.max(1, mails);
    }

    /** There is nothing that could prove right or wrong. */
    public void sizeWasNotTold() {
        sizesAreUntold = true;
    }

    public void sizeWasRight() {
        sizesRight++;
    }

    /**
     * The same bytes came twice, although another size was announced.
     *
     * @param proven they were asked for in different ways; a server that cuts mails in one way does so each time
     */
    public void sizeWasWrong(long announced, long length, boolean proven) {
        lies.add(announced, length, proven);
    }

    /** What the folder announces is no measure of what comes: more often proven wrong than right. */
    boolean sizesLie() {
        return lies.proven() >= PROVEN_LIES && lies.proven() > sizesRight;
    }

    /** The sizes lie, and this one in the way in which they do. */
    public boolean isUsualLie(long announced, long length) {
        return sizesLie() && lies.fits(announced, length);
    }

    /** What a mail of this announced size is planned as. */
    public long likelySize(long announced) {
        return sizesLie() ? lies.atMost(announced) : announced;
    }

    /** A mail that did not come in the usual way may come in another; not where that was tried in vain so often. */
    public boolean mayComeAnotherWay() {
        return triedInVain < MOST_TRIED_IN_VAIN;
    }

    public void triedAnotherWay(boolean came) {
        triedInVain = came ? 0 : triedInVain + 1;
    }
}

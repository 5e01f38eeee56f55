package mailroom.camel.imap.connection;

/** What a server told of the open folder unasked, in whatever command's answer. */
public final class Unasked {

    private boolean news;
    private boolean changes;

    /** @param number in front of the word; below 0 for none */
    void heard(String word, long number) {
        boolean vanished = word.equals("EXPUNGE") || word.equals("VANISHED");
        news |= number >= 0 && !isFetch(word) || vanished;
        // a list of the new mails shows nothing of it
        changes |= vanished;
    }

    /** Nobody wanted the response. */
    void unwanted(String word) {
        changes |= isFetch(word);
    }

    private static boolean isFetch(String word) {
        return word.equals("FETCH") || word.equals("UIDFETCH");
    }

    /** From now on, mail that the server tells of is news. */
    public void forgetNews() {
        news = false;
    }

    /** From now on, flags and vanished mails that the server tells of are changes. */
    public void forgetChanges() {
        changes = false;
    }

    /** The server told of new or vanished mail since {@link #forgetNews}. */
    public boolean hasNews() {
        return news;
    }

    /** The server told of changed flags or vanished mails since {@link #forgetChanges}. */
    public boolean hasChanges() {
        return changes;
    }
}

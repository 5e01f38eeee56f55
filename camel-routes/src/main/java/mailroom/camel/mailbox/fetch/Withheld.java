package mailroom.camel.mailbox.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mailroom.camel.imap.fetch.MailFacts;

/**
 * Doubtful mails of one plan: they came with another size than the server announces, or twice in one answer with different
 * bytes, and wait for a second proof of their bytes, or something of them came that could not be read.
 */
final class Withheld {

    static final String ONE_WAY_ONLY = "archived as it came, of another size than announced: the same bytes came"
            + " twice, but the server sends them in one way of asking only";

    private final Map<Long, Once> mails = new HashMap<>();
    private final Map<Long, String> unreadable = new HashMap<>();
    private final Map<Long, String> contradicted = new HashMap<>();

    private record Once(MailFacts facts, Bytes bytes) {}

    void put(MailBytes mail) {
        mails.put(mail.facts().uid(), new Once(mail.facts(), mail.bytes()));
    }

    void unreadable(long uid, String words) {
        unreadable.put(uid, words);
    }

    /** It came twice in one answer, with different bytes; false if that was known. */
    boolean contradicted(long uid, String words) {
        return contradicted.putIfAbsent(uid, words) == null;
    }

    /** It did so, and what the server announces of the mail proves nothing. */
    boolean isContradicted(long uid) {
        return contradicted.containsKey(uid);
    }

    void remove(long uid) {
        mails.remove(uid);
        unreadable.remove(uid);
    }

    boolean isDoubtful(long uid) {
        return contradicted.containsKey(uid) || mails.containsKey(uid) || unreadable.containsKey(uid);
    }

    /** Why a doubtful mail was not taken, for a person. */
    String doubt(long uid) {
        if (contradicted.containsKey(uid)) {
            return contradicted.get(uid);
        }
        return bytes(uid)
                .map(came -> "the server announces another size than it sends, " + came.length()
                        + " bytes at last, and did not send the same bytes twice")
                .orElseGet(() -> unreadable.getOrDefault(uid, SetFetch.NOT_SENT));
    }

    boolean contains(long uid) {
        return mails.containsKey(uid);
    }

    /** What came at last. */
    Optional<Bytes> bytes(long uid) {
        return Optional.ofNullable(mails.get(uid)).map(Once::bytes);
    }

    /** What the server said of the mail when it came. */
    Optional<MailFacts> facts(long uid) {
        return Optional.ofNullable(mails.get(uid)).map(Once::facts);
    }
}

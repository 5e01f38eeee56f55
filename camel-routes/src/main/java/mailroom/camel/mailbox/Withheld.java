package mailroom.camel.mailbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mailroom.camel.imap.MailFacts;

/** Mails of one plan that came with another size than the server announces, and wait for a second proof of their bytes. */
final class Withheld {

    private final Map<Long, Once> mails = new HashMap<>();

    private record Once(MailFacts facts, Bytes bytes) {}

    void put(MailBytes mail) {
        mails.put(mail.facts().uid(), new Once(mail.facts(), mail.bytes()));
    }

    void remove(long uid) {
        mails.remove(uid);
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

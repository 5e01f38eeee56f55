package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.Unreadable;

/** What one response says of its mail beside the bytes, as far as it was read. */
final class FetchedFacts {

    private final FetchValues values;
    private long uid;
    private long size = -1;
    private boolean sizeIsTold;
    private Optional<Instant> internalDate = Optional.empty();
    private boolean dateIsTold;
    private String flags;

    /** @param uid 0 if it is not known yet */
    FetchedFacts(FetchValues values, long uid) {
        this.values = values;
        this.uid = uid;
    }

    /** Reads the UID, which must be the same each time. */
    void readUid() throws IOException {
        long seen = Math.max(0, values.looseNumber());
        if (uid > 0 && seen != uid) {
            throw new Unreadable("a FETCH response names the UIDs " + uid + " and " + seen);
        }
        uid = seen;
    }

    /** Reads RFC822.SIZE; of two that differ none is believed. */
    void readSize() throws IOException {
        long seen = values.looseNumber();
        size = sizeIsTold && seen != size ? -1 : seen;
        sizeIsTold = true;
    }

    /** Reads INTERNALDATE; of two that differ none is believed. */
    void readDate(ImapInput input) throws IOException {
        input.blanks();
        Optional<Instant> seen = InternalDate.parse(input.isAtValue() ? input.string() : null);
        internalDate = dateIsTold && !seen.equals(internalDate) ? Optional.empty() : seen;
        dateIsTold = true;
    }

    /** @param last those of another response, which are often the same */
    String readFlags(String last) throws IOException {
        flags = values.flags(last);
        return flags;
    }

    /** 0 if it is not known yet. */
    long uid() {
        return uid;
    }

    OptionalLong uidIfKnown() {
        return uid > 0 ? OptionalLong.of(uid) : OptionalLong.empty();
    }

    /** Says for a person what is wrong with the body. */
    String notAskedFor() {
        return "the server sent the body of UID " + uid + ", which was not asked for";
    }

    /** Is -1 if it was not told. */
    long size() {
        return size;
    }

    /** Is null if they were not told. */
    String flags() {
        return flags;
    }

    MailFacts all() {
        return new MailFacts(uid, flags == null ? "" : flags, internalDate, size);
    }

    /** All facts, if all were told. */
    Optional<MailFacts> allIfTold() {
        boolean told = uid > 0 && flags != null && dateIsTold && size >= 0;
        return told ? Optional.of(all()) : Optional.empty();
    }
}

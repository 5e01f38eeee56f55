package mailroom.camel.imap.folder;

import java.io.IOException;

/** Takes what a server tells of mails, one UID or run of UIDs after the other, in any order. */
public interface ChangeReceiver {

    /** @param flags separated by one space, as the server sent them */
    void flags(long uid, String flags) throws IOException;

    /** From first to last, both included; the server may name UIDs that never were. */
    void vanished(long firstUid, long lastUid) throws IOException;
}

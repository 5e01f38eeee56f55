package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Asks the open folder about mails without their bodies. The caller bounds what it asks for by the UIDs. */
public final class FolderFacts {

    private final ImapConnection connection;

    public FolderFacts(ImapSession session) {
        connection = session.connection();
    }

    /** Takes what is said of a mail without its body. */
    @FunctionalInterface
    public interface Listing {
        void mail(MailFacts facts) throws IOException;
    }

    /** Takes runs of UIDs that the folder has, from first to last, both included. */
    @FunctionalInterface
    public interface Uids {
        void range(long firstUid, long lastUid) throws IOException;
    }

    /** The flags of these mails. */
    public void flags(long firstUid, long lastUid, ChangeReceiver receiver) throws IOException {
        fetch("UID FETCH " + firstUid + ":" + lastUid + " (UID FLAGS)", receiver);
    }

    /** The flags that changed after a HIGHESTMODSEQ (RFC 7162, 3.1.4.1), up to a UID. */
    public void flagsSince(long modSeq, long lastUid, ChangeReceiver receiver) throws IOException {
        fetch("UID FETCH 1:" + lastUid + " (UID FLAGS) (CHANGEDSINCE " + modSeq + ")", receiver);
    }

    private void fetch(String command, ChangeReceiver receiver) throws IOException {
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                        throw ImapProblem.protocol("the server sent a body that was not asked for");
                    }

                    @Override
                    public void flags(long uid, String flags) throws IOException {
                        receiver.flags(uid, flags);
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) {
                        // the flags are all that was asked for
                    }
                },
                uid -> true,
                0);
        connection.command(command, responses);
    }

    /** Sizes and INTERNALDATEs. */
    public void list(String uids, Listing listing) throws IOException {
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                        throw ImapProblem.protocol("the server sent a body that was not asked for");
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) throws IOException {
                        if (facts.size() >= 0) {
                            listing.mail(facts);
                        }
                    }
                },
                uid -> true,
                0);
        connection.command("UID FETCH " + uids + " (UID RFC822.SIZE INTERNALDATE)", responses);
    }

    /** Which UIDs from first to last there are; in runs where the server can (RFC 4731). */
    public void uids(long firstUid, long lastUid, Uids uids) throws IOException {
        String result = connection.has("ESEARCH") ? "RETURN (ALL) " : "";
        connection.command("UID SEARCH " + result + "UID " + firstUid + ":" + lastUid, (word, number, input) -> {
            switch (word) {
                case "SEARCH" -> readList(input, uids);
                case "ESEARCH" -> readSet(input, uids);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private static void readList(ImapInput input, Uids uids) throws IOException {
        int count = 0;
        while (input.skip(' ')) {
            int c = input.peek();
            if (c == '(') {
                input.skipValue();
            } else if (c >= '0' && c <= '9' && ++count <= UidRanges.MOST_RANGES) {
                long uid = input.number();
                uids.range(uid, uid);
                input.forget();
            } else {
                break;
            }
        }
        input.endOfLine();
    }

    private static void readSet(ImapInput input, Uids uids) throws IOException {
        while (input.skip(' ')) {
            if (input.peek() == '(') {
                input.skipValue();
                continue;
            }
            String name = input.atom().toUpperCase(Locale.ROOT);
            if (name.equals("UID") || name.isEmpty()) {
                continue;
            }
            input.expect(' ');
            if (name.equals("ALL")) {
                UidRanges.read(input, uids::range);
            } else {
                input.skipValue();
            }
        }
        input.endOfLine();
    }
}

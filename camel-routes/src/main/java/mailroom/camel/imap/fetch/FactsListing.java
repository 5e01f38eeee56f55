package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.problem.ImapProblem;

/** Asks the open folder for what it says of mails beside their bytes. What it breaks the connection at counts as refused. */
public final class FactsListing {

    private static final String ASKED = "FLAGS INTERNALDATE RFC822.SIZE";
    private static final String FORM = "UID FETCH (" + ASKED + ")";

    private final ImapConnection connection;

    public FactsListing(ImapConnection connection) {
        this.connection = connection;
    }

    /** Takes what is said of a mail without its body. */
    @FunctionalInterface
    public interface Receiver {
        void mail(MailFacts facts) throws IOException;
    }

    /** Asks for flags, sizes and INTERNALDATEs. */
    public void list(String uids, Receiver receiver) throws IOException {
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                        throw ImapProblem.protocol("the server sent a body that was not asked for");
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) throws IOException {
                        if (facts.size() >= 0) {
                            receiver.mail(facts);
                        }
                    }
                },
                uid -> true,
                0);
        new ImapExtensions(connection)
                .unlessItBreaks(
                        FORM, () -> connection.command("UID FETCH " + uids + " (UID " + ASKED + ")", responses));
    }

    /** Of one mail; empty if it is gone. */
    public Optional<MailFacts> of(long uid) throws IOException {
        MailFacts[] seen = new MailFacts[1];
        list(Long.toString(uid), facts -> {
            if (facts.uid() == uid) {
                seen[0] = facts;
            }
        });
        return Optional.ofNullable(seen[0]);
    }
}

package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the one body that was asked for, or the reason why it did not come. */
final class SingleBody implements FetchResponses.Receiver {

    private final MailFacts facts;
    private final Sink sink;
    private boolean begun;
    private boolean complete;
    private boolean contradicted;
    private String words;

    /** Where the body goes once its length is known. */
    @FunctionalInterface
    interface Sink {
        OutputStream open(MailFacts facts, long length) throws IOException;
    }

    SingleBody(MailFacts facts, Sink sink) {
        this.facts = facts;
        this.sink = sink;
    }

    boolean isComplete() {
        return complete;
    }

    Optional<String> problem() {
        return complete && !contradicted
                ? Optional.empty()
                : Optional.of(words == null ? "the server does not send the mail" : words);
    }

    @Override
    public String refusal(long origin, long length) {
        if (begun) {
            return "the server sends a second body";
        }
        return origin > 0 ? "the server sends the piece from " + origin + " for a whole" : null;
    }

    @Override
    public OutputStream body(Optional<MailFacts> known, long length) throws IOException {
        OutputStream opened = sink.open(facts, length);
        begun = true;
        return opened;
    }

    @Override
    public void complete(MailFacts seen, long bodyLength) {
        complete |= bodyLength >= 0;
    }

    @Override
    public void contradicted(long uid, String why) {
        contradicted = true;
        words = why;
    }

    @Override
    public void unreadable(OptionalLong uid, String why) {
        if (uid.isEmpty() || uid.getAsLong() == facts.uid()) {
            words = why;
        }
    }
}

package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.ImapText;
import mailroom.camel.imap.wire.Unreadable;

/**
 * Reads {@code * n FETCH (...)} (RFC 9051, 7.5.2) and {@code * uid UIDFETCH (...)} (RFC 9586): facts in any order, a body
 * straight into its sink. What can be read of a response is read, and what can't be is told and passed over.
 */
public final class FetchResponses implements Responses {

    private final Receiver receiver;
    private final Predicate<Long> wanted;
    private final long largestBody;
    private final String section;
    private FetchValues values;
    private long uid;
    private long size;
    private long bodyLength;
    private boolean isBodyLast;
    private boolean begun;
    private String oddity;
    private Optional<java.time.Instant> internalDate;
    private String flags;
    private String lastFlags = "";

    /** @param wanted a body that comes before its UID is taken on trust and checked afterwards */
    public FetchResponses(Receiver receiver, Predicate<Long> wanted, long largestBody) {
        this(receiver, wanted, largestBody, "");
    }

    /** @param section in upper case; the one that was asked for, any other is passed over */
    public FetchResponses(Receiver receiver, Predicate<Long> wanted, long largestBody, String section) {
        this.receiver = receiver;
        this.wanted = wanted;
        this.largestBody = largestBody;
        this.section = section;
    }

    /** What becomes of a response. */
    public interface Receiver {

        /**
         * Why a body is not taken; null where it is. Asked before {@link #body}.
         *
         * @param origin where in the mail the body begins, if the server says so; else -1
         */
        default String refusal(long origin, long length) {
            return null;
        }

        OutputStream body(Optional<MailFacts> facts, long length) throws IOException;

        /** @param bodyLength -1 if the response had no body */
        void complete(MailFacts facts, long bodyLength) throws IOException;

        /** Of any UID, asked for or not, before {@link #complete}. */
        default void flags(long uid, String flags) throws IOException {}

        /** The body that was begun last is to be forgotten. */
        default void abandoned() throws IOException {}

        /** A response, or what was wanted of it, could not be taken and was passed over. */
        default void unreadable(OptionalLong uid, String words) throws IOException {
            throw ImapProblem.protocol(words);
        }
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        boolean byUid = word.equals("UIDFETCH");
        if (!byUid && !word.equals("FETCH")) {
            return false;
        }
        values = new FetchValues(input);
        uid = byUid ? number : 0;
        size = -1;
        bodyLength = -1;
        begun = false;
        oddity = null;
        internalDate = null;
        flags = null;
        try {
            items(input);
        } catch (Unreadable broken) {
            input.skipResponse();
            giveUp(broken.getMessage());
            return true;
        } catch (ImapProblem lost) {
            if (lost.kind() == ImapProblem.Kind.PROTOCOL_ERROR) {
                giveUp(lost.getMessage());
            }
            throw lost;
        }
        finish();
        return true;
    }

    private void giveUp(String words) throws IOException {
        if (begun) {
            receiver.abandoned();
        }
        receiver.unreadable(uidIfKnown(), words);
    }

    private OptionalLong uidIfKnown() {
        return uid > 0 ? OptionalLong.of(uid) : OptionalLong.empty();
    }

    private void items(ImapInput input) throws IOException {
        input.blanks();
        input.skip('(');
        input.blanks();
        boolean closed = input.skip(')');
        while (!closed && !input.isAtLineEnd()) {
            item(input);
            input.blanks();
            closed = input.skip(')');
        }
        if (bodyLength > 0) {
            BodyEnd.check(input, closed, isBodyLast && bodyLength == size);
        } else {
            input.lineEndOrRest();
        }
    }

    private void finish() throws IOException {
        if (uid > 0 && flags != null) {
            receiver.flags(uid, flags);
        }
        if (uid > 0 && wanted.test(uid)) {
            if (oddity != null && bodyLength < 0) {
                receiver.unreadable(uidIfKnown(), oddity);
            } else {
                receiver.complete(facts(), bodyLength);
            }
        } else if (bodyLength >= 0) {
            giveUp(uid > 0 ? notAskedFor() : "the server sent a body and not whose it is");
        } else if (oddity != null) {
            receiver.unreadable(uidIfKnown(), oddity);
        }
    }

    private String notAskedFor() {
        return "the server sent the body of UID " + uid + ", which was not asked for, or not again";
    }

    private MailFacts facts() {
        return new MailFacts(
                uid, flags == null ? "" : flags, internalDate == null ? Optional.empty() : internalDate, size);
    }

    private Optional<MailFacts> factsSoFar() {
        boolean known = uid > 0 && flags != null && internalDate != null && size >= 0;
        return known ? Optional.of(facts()) : Optional.empty();
    }

    private void item(ImapInput input) throws IOException {
        String name = input.atom().toUpperCase(Locale.ROOT);
        isBodyLast = false;
        switch (name) {
            case "UID" -> readUid(input);
            case "RFC822.SIZE" -> size = values.looseNumber();
            case "INTERNALDATE" -> {
                input.blanks();
                internalDate = InternalDate.parse(input.isAtValue() ? input.string() : null);
            }
            case "FLAGS" -> flags = lastFlags = values.flags(lastFlags);
            case "BODY", "BODY.PEEK" -> readSection(input);
            case "RFC822" -> readWhole("", input);
            case "RFC822.HEADER" -> readWhole("HEADER", input);
            case "RFC822.TEXT" -> readWhole("TEXT", input);
            default -> other(name, input);
        }
    }

    private void readUid(ImapInput input) throws IOException {
        long seen = Math.max(0, values.looseNumber());
        if (uid > 0 && seen != uid) {
            throw new Unreadable("a FETCH response names the UIDs " + uid + " and " + seen);
        }
        uid = seen;
    }

    private void other(String name, ImapInput input) throws IOException {
        if (bodyLength > 0) {
            BodyEnd.mayBeFollowedBy(name);
        }
        if (input.peek() == '[') {
            values.section();
            readOrigin(input);
        } else if (name.isEmpty() && input.peek() == 0) {
            throw new Unreadable("a FETCH response holds " + ImapInput.shown(0) + " for an item");
        }
        input.skipValue();
    }

    private void readSection(ImapInput input) throws IOException {
        input.blanks();
        if (input.peek() != '[') {
            input.skipValue();
            return;
        }
        String seen = values.section();
        long origin = readOrigin(input);
        if (seen.equals(section)) {
            readBody(origin, input);
        } else {
            passOver("a FETCH response holds another section than the one asked for", input);
        }
    }

    private void readWhole(String meant, ImapInput input) throws IOException {
        if (meant.equals(section)) {
            readBody(-1, input);
        } else {
            input.skipValue();
        }
    }

    private static long readOrigin(ImapInput input) throws IOException {
        if (!input.skip('<')) {
            return -1;
        }
        long origin = input.number();
        if (input.skip('.')) {
            input.number();
        }
        input.expect('>');
        return origin;
    }

    private void passOver(String words, ImapInput input) throws IOException {
        oddity = words;
        input.skipValue();
    }

    private void readBody(long origin, ImapInput input) throws IOException {
        input.blanks();
        if (bodyLength >= 0) {
            throw new Unreadable("a FETCH response holds two bodies");
        }
        if (uid > 0 && !wanted.test(uid)) {
            passOver(notAskedFor(), input);
        } else if (input.isAtLiteral()) {
            readLiteral(origin, input);
        } else {
            readQuoted(origin, input);
        }
    }

    private void readLiteral(long origin, ImapInput input) throws IOException {
        long length = input.literalLength();
        if (length > largestBody) {
            oddity = "the server sends a body of " + length + " bytes where at most " + largestBody + " are taken";
            input.skipLiteral(length, oddity);
            return;
        }
        String refusal = receiver.refusal(origin, length);
        if (refusal != null) {
            oddity = refusal;
            input.skipLiteral(length, oddity);
            return;
        }
        OutputStream sink = receiver.body(factsSoFar(), length);
        begun = true;
        input.bytes().copy(length, sink);
        bodyLength = length;
        isBodyLast = true;
    }

    private void readQuoted(long origin, ImapInput input) throws IOException {
        if (input.peek() != '"') {
            String atom = input.isAtValue() ? input.string() : "nothing";
            if (atom != null) {
                throw new Unreadable("a FETCH response holds a word where a body was asked for");
            }
            return;
        }
        byte[] bytes = ImapText.bytes(input.string());
        oddity = receiver.refusal(origin, bytes.length);
        if (oddity != null) {
            return;
        }
        OutputStream sink = receiver.body(factsSoFar(), bytes.length);
        begun = true;
        sink.write(bytes, 0, bytes.length);
        bodyLength = bytes.length;
    }
}

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
    private final AnsweredBodies bodies = new AnsweredBodies();
    private FetchValues values;
    private FetchedFacts facts;
    private long bodyLength;
    private boolean isBodyLast;
    private boolean begun;
    private boolean differs;
    private String oddity;
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

        /**
         * The mail's body came twice in one answer, with different bytes: neither is proven. Also after {@link #complete}.
         *
         * @param words what the server did, for a person
         */
        default void contradicted(long uid, String words) throws IOException {
            unreadable(OptionalLong.of(uid), words);
        }

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
        facts = new FetchedFacts(values, byUid ? number : 0);
        bodyLength = -1;
        begun = false;
        differs = false;
        oddity = null;
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
        receiver.unreadable(facts.uidIfKnown(), words);
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
            BodyEnd.check(input, closed, isBodyLast && bodyLength == facts.size());
        } else {
            input.lineEndOrRest();
        }
    }

    private void finish() throws IOException {
        long uid = facts.uid();
        if (uid > 0 && facts.flags() != null) {
            receiver.flags(uid, facts.flags());
        }
        if (bodyLength >= 0 && bodies.has(uid)) {
            receiver.abandoned();
            differs = !bodies.isSame(uid, bodyLength);
        } else if (uid > 0 && wanted.test(uid)) {
            complete(uid);
        } else if (bodyLength >= 0) {
            giveUp(uid > 0 ? facts.notAskedFor() : "the server sent a body and not whose it is");
        } else if (oddity != null) {
            receiver.unreadable(facts.uidIfKnown(), oddity);
        }
        if (differs) {
            receiver.contradicted(uid, "the server sends two different bodies of the mail in one answer");
        }
    }

    private void complete(long uid) throws IOException {
        if (bodyLength >= 0) {
            bodies.keep(uid, bodyLength);
        }
        if (oddity != null && bodyLength < 0) {
            receiver.unreadable(facts.uidIfKnown(), oddity);
        } else if (!bodies.has(uid) || bodyLength >= 0) {
            receiver.complete(facts.all(), bodyLength);
        }
    }

    private void item(ImapInput input) throws IOException {
        String name = input.atom().toUpperCase(Locale.ROOT);
        isBodyLast = false;
        switch (name) {
            case "UID" -> facts.readUid();
            case "RFC822.SIZE" -> facts.readSize();
            case "INTERNALDATE" -> facts.readDate(input);
            case "FLAGS" -> lastFlags = facts.readFlags(lastFlags);
            case "BODY", "BODY.PEEK" -> readSection(input);
            case "RFC822" -> readWhole("", input);
            case "RFC822.HEADER" -> readWhole("HEADER", input);
            case "RFC822.TEXT" -> readWhole("TEXT", input);
            default -> other(name, input);
        }
    }

    private void other(String name, ImapInput input) throws IOException {
        if (bodyLength > 0) {
            BodyEnd.mayBeFollowedBy(name);
        }
        if (input.peek() == '[') {
            values.section();
            values.origin();
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
        long origin = values.origin();
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

    private void passOver(String words, ImapInput input) throws IOException {
        oddity = words;
        input.skipValue();
    }

    private void readBody(long origin, ImapInput input) throws IOException {
        input.blanks();
        if (bodyLength >= 0) {
            throw new Unreadable("a FETCH response holds two bodies");
        }
        long uid = facts.uid();
        if (uid > 0 && bodies.has(uid)) {
            readAgain(uid, input);
        } else if (uid > 0 && !wanted.test(uid)) {
            passOver(facts.notAskedFor(), input);
        } else if (input.isAtLiteral()) {
            readLiteral(origin, input);
        } else {
            readQuoted(origin, input);
        }
    }

    /** The answer has brought the mail's body already. */
    private void readAgain(long uid, ImapInput input) throws IOException {
        if (!input.isAtLiteral()) {
            String text = input.isAtValue() ? input.string() : null;
            differs = text != null && !bodies.isSame(uid, ImapText.bytes(text));
            return;
        }
        long length = input.literalLength();
        if (length > largestBody) {
            input.skipLiteral(length, "the server sends a body once more, and larger");
            differs = true;
            return;
        }
        input.bytes().copy(length, bodies.next(OutputStream.nullOutputStream()));
        differs = !bodies.isSame(uid, length);
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
        OutputStream sink = receiver.body(facts.allIfTold(), length);
        begun = true;
        input.bytes().copy(length, bodies.next(sink));
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
        OutputStream sink = receiver.body(facts.allIfTold(), bytes.length);
        begun = true;
        bodies.next(sink).write(bytes, 0, bytes.length);
        bodyLength = bytes.length;
    }
}

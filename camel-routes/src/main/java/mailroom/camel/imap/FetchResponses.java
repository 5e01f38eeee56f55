package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads {@code * n FETCH (...)} (RFC 9051, 7.5.2): facts in any order, a body straight into its sink. */
final class FetchResponses implements Responses {

    private static final int LONGEST_SECTION = 200;

    private final Receiver receiver;
    private final Predicate<Long> wanted;
    private final long largestBody;
    private final String section;
    private long uid;
    private long size;
    private long bodyLength;
    private Instant internalDate;
    private String flags;
    private String lastFlags = "";

    /** @param wanted a body that comes before its UID is taken on trust and checked afterwards */
    FetchResponses(Receiver receiver, Predicate<Long> wanted, long largestBody) {
        this(receiver, wanted, largestBody, "");
    }

    /** @param section in upper case; the one that was asked for, any other is refused */
    FetchResponses(Receiver receiver, Predicate<Long> wanted, long largestBody, String section) {
        this.receiver = receiver;
        this.wanted = wanted;
        this.largestBody = largestBody;
        this.section = section;
    }

    /** What becomes of a response. */
    interface Receiver {

        OutputStream body(Optional<MailFacts> facts, long length) throws IOException;

        /** @param bodyLength -1 if the response had no body */
        void complete(MailFacts facts, long bodyLength) throws IOException;

        /** Of any UID, asked for or not, before {@link #complete}. */
        default void flags(long uid, String flags) throws IOException {}
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        if (!word.equals("FETCH")) {
            return false;
        }
        uid = 0;
        size = -1;
        bodyLength = -1;
        internalDate = null;
        flags = null;
        input.expect(' ');
        input.expect('(');
        while (!input.skip(')')) {
            item(input);
            input.skip(' ');
        }
        input.endOfLine();
        if (uid != 0 && flags != null) {
            receiver.flags(uid, flags);
        }
        if (uid != 0 && wanted.test(uid)) {
            receiver.complete(facts(), bodyLength);
        } else if (bodyLength >= 0) {
            throw ImapProblem.protocol("the server sent the body of UID " + uid + ", which was not asked for");
        }
        return true;
    }

    private MailFacts facts() {
        return new MailFacts(
                uid, flags == null ? "" : flags, internalDate == null ? Instant.EPOCH : internalDate, size);
    }

    private Optional<MailFacts> factsSoFar() throws ImapProblem {
        if (uid != 0 && !wanted.test(uid)) {
            throw ImapProblem.protocol("the server sends the body of UID " + uid + ", which was not asked for");
        }
        boolean known = uid != 0 && flags != null && internalDate != null && size >= 0;
        return known ? Optional.of(facts()) : Optional.empty();
    }

    private void item(ImapInput input) throws IOException {
        String name = input.atom().toUpperCase(Locale.ROOT);
        switch (name) {
            case "UID" -> {
                input.expect(' ');
                uid = input.number();
            }
            case "RFC822.SIZE" -> {
                input.expect(' ');
                size = input.number();
            }
            case "INTERNALDATE" -> {
                input.expect(' ');
                internalDate = InternalDate.parse(input.string());
            }
            case "FLAGS" -> {
                input.expect(' ');
                flags = readFlags(input);
            }
            case "BODY" -> readBody(input);
            default -> other(name, input);
        }
    }

    private void other(String name, ImapInput input) throws IOException {
        if (name.isEmpty()) {
            throw ImapProblem.protocol("a FETCH response holds " + ImapInput.shown(input.peek()) + " for an item");
        }
        input.expect(' ');
        input.skipValue();
    }

    private void readBody(ImapInput input) throws IOException {
        readSection(input);
        if (input.skip('<')) {
            input.number();
            input.expect('>');
            // GreenMail leaves the space out
            input.skip(' ');
        } else {
            input.expect(' ');
        }
        if (bodyLength >= 0) {
            throw ImapProblem.protocol("a FETCH response holds two bodies");
        }
        Optional<MailFacts> known = factsSoFar();
        bodyLength = input.body(length -> receiver.body(known, length), largestBody);
    }

    private void readSection(ImapInput input) throws IOException {
        input.expect('[');
        StringBuilder seen = new StringBuilder();
        while (!input.skip(']')) {
            int c = input.next();
            if (seen.length() == LONGEST_SECTION || c < ' ') {
                throw ImapProblem.protocol("a FETCH response names a section that was not asked for");
            }
            seen.append((char) c);
        }
        String plain = seen.toString().replace("\"", "").toUpperCase(Locale.ROOT);
        if (!plain.equals(section)) {
            throw ImapProblem.protocol("a FETCH response holds another section than the one asked for");
        }
    }

    private String readFlags(ImapInput input) throws IOException {
        input.expect('(');
        if (input.skip(')')) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        do {
            all.append(all.isEmpty() ? "" : " ").append(input.atom());
        } while (input.skip(' '));
        input.expect(')');
        if (!lastFlags.contentEquals(all)) {
            lastFlags = all.toString();
        }
        return lastFlags;
    }
}

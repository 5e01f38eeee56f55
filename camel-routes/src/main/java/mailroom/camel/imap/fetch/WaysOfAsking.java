package mailroom.camel.imap.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.Unreadable;

/** Fetches one mail by one way of asking after the other, until one brings bytes that fit together. */
public final class WaysOfAsking {

    /** A mail up to this is held until its end is known; a larger one whose size is wrong is read twice. */
    static final int MOST_HELD = 16 << 20;

    /** The pieces of a mail have so many bytes. */
    public static final int PIECE_BYTES = 8 * 1024 * 1024;

    /** No body above it is read as one. */
    private static final long LARGEST_BODY = 2L << 30;

    private static final int MOST_REMEMBERED = 1_000;

    /** How the bytes of a mail are asked for. */
    enum Way {
        WHOLE,
        PIECES,
        HEADER_AND_TEXT
    }

    private final ImapConnection connection;
    private final Map<Long, Way> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Way> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public WaysOfAsking(ImapConnection connection) {
        this.connection = connection;
    }

    /** UIDs mean other mails from now on. */
    public void forget() {
        last.clear();
    }

    /** Pieces first; false if the mail is gone. */
    public boolean inPieces(long uid, long size, MailReceiver receiver) throws IOException {
        return fetch(uid, size, Optional.empty(), receiver, List.of(Way.PIECES, Way.WHOLE, Way.HEADER_AND_TEXT));
    }

    /**
     * By another way than the last; false if the mail is gone.
     *
     * @param known what came with the mail before, for a server that leaves it out of its listings
     */
    public boolean another(long uid, Optional<MailFacts> known, MailReceiver receiver) throws IOException {
        List<Way> ways = new ArrayList<>(List.of(Way.PIECES, Way.HEADER_AND_TEXT, Way.WHOLE));
        ways.remove(last.getOrDefault(uid, Way.WHOLE));
        if ((known.isPresent() || last.containsKey(uid)) && ways.remove(Way.HEADER_AND_TEXT)) {
            // a server cuts pieces out of the whole that it sends, so the two are hardly different ways
            ways.add(0, Way.HEADER_AND_TEXT);
        }
        return fetch(uid, -1, known, receiver, ways);
    }

    /** Its facts are asked for first, so that no server can make the receiver gather a huge body before them. */
    private boolean fetch(long uid, long size, Optional<MailFacts> known, MailReceiver receiver, List<Way> ways)
            throws IOException {
        connection.gate().mails();
        Optional<MailFacts> facts = facts(uid, known);
        if (facts.isEmpty()) {
            return false;
        }
        long announced = size >= 0 ? size : facts.get().size();
        List<String> problems = new ArrayList<>();
        for (Way way : ways) {
            Optional<String> problem = fetch(way, facts.get(), announced, receiver);
            if (problem.isEmpty()) {
                last.put(uid, way);
                return true;
            }
            if (!problems.contains(problem.get())) {
                problems.add(problem.get());
            }
        }
        receiver.unreadable(OptionalLong.of(uid), String.join("; ", problems));
        return true;
    }

    /** Nothing but the UID where the server refuses to tell of it and has told nothing before. */
    private Optional<MailFacts> facts(long uid, Optional<MailFacts> known) throws IOException {
        try {
            return new FactsListing(connection).of(uid).or(() -> known);
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            return known.or(() -> Optional.of(new MailFacts(uid, "", Optional.empty(), -1)));
        }
    }

    /** @return why it brought no mail */
    private Optional<String> fetch(Way way, MailFacts facts, long size, MailReceiver receiver) throws IOException {
        try {
            return switch (way) {
                case WHOLE -> ask(facts, "", new byte[0], size, receiver);
                case PIECES ->
                    size >= 0 && size <= MOST_HELD
                            ? heldPieces(facts, size, receiver)
                            : streamedPieces(facts, size, receiver);
                case HEADER_AND_TEXT -> headerAndText(facts, size, receiver);
            };
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            return Optional.of(refused.serverWords());
        }
    }

    private Optional<String> heldPieces(MailFacts facts, long size, MailReceiver receiver) throws IOException {
        ByteArrayOutputStream held = new ByteArrayOutputStream((int) size);
        PieceFetch pieces = new PieceFetch(connection, facts.uid(), size, held);
        long length = pieces.read();
        Optional<String> problem = problem(pieces, length, size);
        if (problem.isPresent()) {
            return problem;
        }
        if (length > size) {
            return streamedPieces(facts, length, receiver);
        }
        held.writeTo(receiver.body(Optional.of(facts), length));
        receiver.complete(facts);
        return Optional.empty();
    }

    /** A second time with the length that the first showed, if that was another one than announced. */
    private Optional<String> streamedPieces(MailFacts facts, long size, MailReceiver receiver) throws IOException {
        long expected = size;
        for (int time = 0; time < 2; time++) {
            boolean known = expected >= 0;
            OutputStream sink = known ? receiver.body(Optional.of(facts), expected) : OutputStream.nullOutputStream();
            PieceFetch pieces = new PieceFetch(connection, facts.uid(), expected, sink);
            long length = pieces.read();
            Optional<String> problem = problem(pieces, length, expected);
            if (problem.isEmpty() && length == expected) {
                receiver.complete(facts);
                return problem;
            }
            if (known) {
                receiver.abandoned();
            }
            if (problem.isPresent()) {
                return problem;
            }
            expected = length;
        }
        return Optional.of("the server sends other lengths each time");
    }

    private static Optional<String> problem(PieceFetch pieces, long length, long size) {
        return pieces.problem().or(() -> length == 0 && size != 0 ? Optional.of(NO_BYTES) : Optional.empty());
    }

    private static final String NO_BYTES = "the server sends no bytes of the mail";

    private Optional<String> headerAndText(MailFacts facts, long size, MailReceiver receiver) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        SingleBody part = new SingleBody(facts, (known, length) -> header);
        command(facts, "HEADER", part, MOST_HELD);
        if (part.problem().isPresent()) {
            return part.problem();
        }
        return ask(facts, "TEXT", header.toByteArray(), size, receiver);
    }

    private Optional<String> ask(MailFacts facts, String section, byte[] before, long size, MailReceiver receiver)
            throws IOException {
        boolean[] begun = new boolean[1];
        SingleBody body = new SingleBody(facts, (known, length) -> {
            if (before.length + length == 0 && size != 0) {
                throw new Unreadable(NO_BYTES);
            }
            OutputStream sink = receiver.body(Optional.of(facts), before.length + length);
            begun[0] = true;
            sink.write(before, 0, before.length);
            return sink;
        });
        command(facts, section, body, LARGEST_BODY);
        if (body.problem().isEmpty()) {
            receiver.complete(facts);
        } else if (begun[0]) {
            receiver.abandoned();
        }
        return body.problem();
    }

    private void command(MailFacts facts, String section, SingleBody body, long largest) throws IOException {
        connection.command(
                "UID FETCH " + facts.uid() + " (UID BODY.PEEK[" + section + "])",
                new FetchResponses(body, seen -> seen == facts.uid() && !body.isComplete(), largest, section));
    }
}

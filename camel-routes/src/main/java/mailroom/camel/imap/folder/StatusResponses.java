package mailroom.camel.imap.folder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.wire.ImapInput;

/** Reads {@code * STATUS name (...)} (RFC 9051, 7.3.3) of one folder; that of another is news of it. */
public final class StatusResponses implements Responses {

    private final ListedFolder folder;
    private final Responses ofOthers;
    private final Map<String, Long> seen = new HashMap<>();

    public StatusResponses(ListedFolder folder, Responses ofOthers) {
        this.folder = folder;
        this.ofOthers = ofOthers;
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        if (!word.equals("STATUS")) {
            return false;
        }
        input.blanks();
        String named = input.string();
        if (!folder.wireName().equalsIgnoreCase(named)) {
            ofOthers.status(named);
            input.skipResponse();
            return true;
        }
        input.blanks();
        input.expect('(');
        while (!input.skip(')')) {
            String item = input.atom().toUpperCase(Locale.ROOT);
            input.blanks();
            seen.put(item, input.number());
            input.skip(' ');
        }
        input.endOfLine();
        return true;
    }

    public StatusAnswer status() {
        return new StatusAnswer(
                seen.getOrDefault("UIDVALIDITY", 0L),
                seen.getOrDefault("UIDNEXT", 0L),
                seen.getOrDefault("MESSAGES", -1L),
                seen.getOrDefault("HIGHESTMODSEQ", 0L));
    }
}

package mailroom.camel.imap.connection;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.wire.ImapInput;

/** What the server said it can do; empty until it said so, and again after each change of the connection's state. */
final class Capabilities {

    private Set<String> words = Set.of();

    boolean areUnknown() {
        return words.isEmpty();
    }

    boolean has(String capability) {
        return words.contains(capability);
    }

    /** What follows in the first word that begins so. */
    Optional<String> after(String beginning) {
        return words.stream()
                .filter(word -> word.startsWith(beginning))
                .map(word -> word.substring(beginning.length()))
                .findFirst();
    }

    /** What holds of a server that was asked and told nothing. */
    void unlessTold(String word) {
        if (areUnknown()) {
            words = Set.of(word);
        }
    }

    void forget() {
        words = Set.of();
    }

    /** The words up to the end of the line or of the response code. */
    void read(ImapInput input) throws IOException {
        Set<String> seen = new HashSet<>();
        input.blanks();
        for (String word = input.atom(); !word.isEmpty(); word = input.atom()) {
            seen.add(word.toUpperCase(Locale.ROOT));
            input.blanks();
        }
        words = Set.copyOf(seen);
    }
}

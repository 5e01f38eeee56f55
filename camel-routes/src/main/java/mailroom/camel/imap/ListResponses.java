package mailroom.camel.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code * LIST (...) "/" name} (RFC 9051, 7.3.1), in the server's order. */
final class ListResponses implements Responses {

    private static final int MOST_FOLDERS = 100_000;

    private final List<ListedFolder> listed = new ArrayList<>();

    List<ListedFolder> listed() {
        return listed;
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        if (!word.equals("LIST")) {
            return false;
        }
        if (listed.size() == MOST_FOLDERS) {
            throw ImapProblem.protocol("the server lists more than " + MOST_FOLDERS + " folders");
        }
        listed.add(folder(input));
        return true;
    }

    private static ListedFolder folder(ImapInput input) throws IOException {
        input.blanks();
        Set<String> attributes = attributes(input);
        input.blanks();
        String separator = input.string();
        input.blanks();
        String wireName = input.string();
        input.skipResponse();
        if (wireName == null) {
            wireName = "NIL";
        }
        String name = wireName.equalsIgnoreCase("INBOX") ? "INBOX" : ModifiedUtf7.decode(wireName);
        char between = separator == null || separator.isEmpty() ? 0 : separator.charAt(0);
        return new ListedFolder(name, wireName, between, attributes);
    }

    private static Set<String> attributes(ImapInput input) throws IOException {
        Set<String> attributes = new HashSet<>();
        input.expect('(');
        while (!input.skip(')')) {
            attributes.add(input.atom().toLowerCase(Locale.ROOT));
            if (!input.skip(' ') && input.peek() != ')') {
                throw ImapProblem.protocol("a LIST response has wrong attributes");
            }
        }
        return Set.copyOf(attributes);
    }
}

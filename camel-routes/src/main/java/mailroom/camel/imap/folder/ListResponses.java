package mailroom.camel.imap.folder;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.Unreadable;

/** Reads {@code * LIST (...) "/" name} (RFC 9051, 7.3.1), in the server's order. */
final class ListResponses implements Responses {

    private static final int MOST_FOLDERS = 100_000;

    private final Map<String, ListedFolder> listed = new LinkedHashMap<>();
    private int unreadable;
    private String lastUnreadable = "";

    ListedFolders listing() {
        Optional<String> oddity = unreadable == 0
                ? Optional.empty()
                : Optional.of(unreadable + " lines of the server's list of folders could not be read, the last because "
                        + lastUnreadable);
        return new ListedFolders(withNamesOfTheirOwn(), oddity);
    }

    /** Where several names on the wire mean the same name, all but the one that is spelled right keep the wire's. */
    private List<ListedFolder> withNamesOfTheirOwn() {
        Map<String, Long> names =
                listed.values().stream().collect(Collectors.groupingBy(ListedFolder::name, Collectors.counting()));
        return listed.values().stream()
                .map(folder -> names.get(folder.name()) == 1 || isSpelledRight(folder) ? folder : byItsWireName(folder))
                .toList();
    }

    private static boolean isSpelledRight(ListedFolder folder) {
        return ModifiedUtf7.encode(folder.name()).equals(folder.wireName());
    }

    private static ListedFolder byItsWireName(ListedFolder folder) {
        return new ListedFolder(folder.wireName(), folder.wireName(), folder.separator(), folder.attributes());
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        if (!word.equals("LIST")) {
            return false;
        }
        if (listed.size() == MOST_FOLDERS) {
            throw ImapProblem.protocol("the server lists more than " + MOST_FOLDERS + " folders");
        }
        ListedFolder folder = folder(input);
        listed.put(folder.wireName(), folder);
        return true;
    }

    @Override
    public void unreadable(String word, String words) {
        if (word.equals("LIST")) {
            unreadable++;
            lastUnreadable = words;
        }
    }

    private static ListedFolder folder(ImapInput input) throws IOException {
        input.blanks();
        Set<String> attributes = attributes(input);
        input.blanks();
        String separator = input.string();
        input.blanks();
        String wireName = input.isAtLineEnd() ? "" : input.string();
        if (wireName == null) {
            wireName = "NIL";
        }
        if (wireName.isEmpty()) {
            throw new Unreadable("a folder has no name");
        }
        if (wireName.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new Unreadable("a folder has a name that no command can hold");
        }
        input.skipResponse();
        String name = wireName.equalsIgnoreCase("INBOX") ? "INBOX" : name(wireName);
        char between = separator == null || separator.isEmpty() ? 0 : separator.charAt(0);
        return new ListedFolder(name, wireName, between, attributes);
    }

    /** One with control characters, which no database and no log takes, stays as it is on the wire. */
    private static String name(String wireName) {
        String name = ModifiedUtf7.decode(wireName);
        return name.chars().anyMatch(Character::isISOControl) ? wireName : name;
    }

    private static Set<String> attributes(ImapInput input) throws IOException {
        Set<String> attributes = new HashSet<>();
        if (!input.skip('(')) {
            input.skipValue();
            return Set.of();
        }
        while (!input.skip(')')) {
            String attribute = input.string();
            if (attribute != null) {
                attributes.add(attribute.toLowerCase(Locale.ROOT));
            }
            if (!input.skip(' ') && input.peek() != ')') {
                throw new Unreadable("a folder has wrong attributes");
            }
        }
        return Set.copyOf(attributes);
    }
}

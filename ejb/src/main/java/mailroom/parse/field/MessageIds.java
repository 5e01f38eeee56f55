package mailroom.parse.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Message ids (RFC 5322, 3.6.4) as they stand, without the brackets around them. */
public final class MessageIds {

    private MessageIds() {}

    /** The one id of a Message-ID field, whatever it looks like; empty where nothing stands there. */
    public static Optional<String> one(String text) {
        String value = text.strip();
        List<String> bracketed = all(value, 2);
        boolean alone = bracketed.size() == 1 && isOnlyComment(value.substring(value.indexOf('>') + 1));
        String id = alone && value.startsWith("<") ? bracketed.get(0) : value;
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** The ids of a field that names several; words of text between them are passed over, unless there is nothing else. */
    public static List<String> all(String text, int most) {
        List<String> ids = new ArrayList<>();
        int open = text.indexOf('<');
        int close = open < 0 ? -1 : text.indexOf('>', open);
        while (close > 0 && ids.size() < most) {
            String id = text.substring(text.lastIndexOf('<', close) + 1, close).strip();
            if (!id.isEmpty()) {
                ids.add(id);
            }
            open = text.indexOf('<', close);
            close = open < 0 ? -1 : text.indexOf('>', open);
        }
        return ids;
    }

    /** As {@link #all}, and where no id has brackets each word with an @ is one. */
    public static List<String> references(String text, int most) {
        List<String> ids = all(text, most);
        if (!ids.isEmpty()) {
            return ids;
        }
        return List.of(text.split("[\\s,]+")).stream()
                .filter(word -> word.indexOf('@') >= 0)
                .limit(most)
                .toList();
    }

    private static boolean isOnlyComment(String rest) {
        String text = rest.strip();
        return text.isEmpty() || text.startsWith("(") && text.endsWith(")");
    }
}

package mailroom.parse.field;

/** Quoted strings and comments (RFC 5322, 3.2), by the place where they end. */
final class Quoting {

    private final String text;
    private boolean quotesEnd = true;
    private boolean commentsEnd = true;

    Quoting(String text) {
        this.text = text;
    }

    /** Where the string that opens there is closed, or -1; after one that stays open none is looked for again. */
    int closingQuote(int open) {
        for (int i = open + 1; quotesEnd && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        quotesEnd = false;
        return -1;
    }

    /** As {@link #closingQuote} for a comment, which may hold others. */
    int closingParenthesis(int open) {
        int depth = 1;
        for (int i = open + 1; commentsEnd && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        commentsEnd = false;
        return -1;
    }

    /** The text of a comment: what stands behind a backslash is meant as it is. */
    static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\' && i + 1 < text.length();
            plain.append(escape ? text.charAt(++i) : text.charAt(i));
        }
        return plain.toString();
    }

    /** Without quotes; within them a backslash stands before a character that is meant as it is. */
    static String unquoted(String text) {
        if (text.indexOf('"') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

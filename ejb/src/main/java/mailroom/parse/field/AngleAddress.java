package mailroom.parse.field;

import java.util.List;

/**
 * What stands between angle brackets.
 *
 * @param content without comments, blanks beside dots and @, and a route (RFC 5322, 4.4)
 * @param end behind the closing bracket, or where the address ends without one
 */
record AngleAddress(String content, int end) {

    /** @param open where the opening bracket is */
    static AngleAddress read(String text, int open, Quoting quoting) {
        StringBuilder content = new StringBuilder();
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            boolean started = !content.isEmpty();
            if (c == '<' && started || c == ',' && !isRoute(content)) {
                return new AngleAddress(spec(content), at);
            }
            int end = c == '"' ? quoting.closingQuote(at) : c == '(' ? quoting.closingParenthesis(at) : -1;
            boolean blank = c == ' ' || c == '\t';
            if (blank && started) {
                content.append(' ');
            } else if (end < 0 && !blank && c != '<' && c != '"') {
                content.append(c);
            } else if (c == '"' && end > 0) {
                content.append(text, at, end + 1);
            }
            at = Math.max(at, end) + 1;
        }
        return new AngleAddress(spec(content), Math.min(text.length(), at + 1));
    }

    private static boolean isRoute(StringBuilder content) {
        return !content.isEmpty() && content.charAt(0) == '@';
    }

    private static String spec(StringBuilder content) {
        String spec = content.toString().strip();
        int route = spec.startsWith("@") ? spec.indexOf(':') : -1;
        String address = spec.substring(route + 1);
        int scheme = 0;
        for (String known : List.of("mailto:", "smtp:")) {
            scheme = address.regionMatches(true, 0, known, 0, known.length()) ? known.length() : scheme;
        }
        return joined(address.substring(scheme));
    }

    /** Blanks beside a dot or an @ do not count; others are part of what stands there. */
    static String joined(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                blank = true;
                continue;
            }
            if (blank && !joined.isEmpty() && !isJoint(c) && !isJoint(joined.charAt(joined.length() - 1))) {
                joined.append(' ');
            }
            blank = false;
            joined.append(c);
        }
        return joined.toString();
    }

    static boolean isJoint(char c) {
        return c == '.' || c == '@';
    }
}

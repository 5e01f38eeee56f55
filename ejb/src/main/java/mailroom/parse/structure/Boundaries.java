package mailroom.parse.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boundaries of the multiparts that are open; a line is compared with the innermost first. */
final class Boundaries {

    private final List<Boundary> open = new ArrayList<>();
    private Boundary matched;
    private boolean closes;
    private boolean declared;

    void open(Boundary boundary) {
        open.add(boundary);
    }

    void close() {
        open.remove(open.size() - 1);
    }

    /** Whether the line is one of them; if so the other questions are about it. */
    boolean match(Lines lines) {
        if (open.isEmpty() || !lines.begins() || !lines.isComplete() || !lines.startsWith("--")) {
            return false;
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            Boundary boundary = open.get(i);
            if (isLine(lines, boundary.declared())) {
                return found(boundary, true);
            }
            if (isLine(lines, boundary.supposed())) {
                return found(boundary, false);
            }
        }
        return false;
    }

    private boolean found(Boundary boundary, boolean asDeclared) {
        matched = boundary;
        declared = asDeclared;
        return true;
    }

    private boolean isLine(Lines lines, byte[] text) {
        int from = lines.start() + 2;
        if (text == null || lines.end() - from < text.length) {
            return false;
        }
        byte[] bytes = lines.bytes();
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        int rest = from + text.length;
        closes = lines.end() - rest >= 2 && bytes[rest] == '-' && bytes[rest + 1] == '-';
        for (int i = closes ? rest + 2 : rest; i < lines.end(); i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether one around it has the same text, so that a line cannot tell which of the two it means. */
    boolean isShared(Boundary boundary) {
        return open.stream()
                .anyMatch(other -> other != boundary && Arrays.equals(other.declared(), boundary.declared()));
    }

    /** A line before was taken for this one. */
    void takeFor(Boundary boundary) {
        matched = boundary;
        declared = false;
        closes = false;
    }

    Boundary matched() {
        return matched;
    }

    /** Whether it ends its multipart. */
    boolean closes() {
        return closes;
    }

    /** Whether it is the one that the header names. */
    boolean isDeclared() {
        return declared;
    }
}

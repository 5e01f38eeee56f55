package mailroom.parse.field;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mailroom.parse.charset.Encoding;

/**
 * A value with parameters, as Content-Type and Content-Disposition have it (RFC 2045, RFC 2183, RFC 2231).
 *
 * @param value in small letters, without blanks and comments
 */
public record Parameters(String value, Map<String, String> named) {

    private static final int PARAMETERS_MAX = 1_000;
    private static final int VALUE_CHARS_MAX = 255;
    private static final String NOT_OF_VALUE = "()<>@,;:\\[]?=";

    /** Nothing is said. */
    public static final Parameters NONE = new Parameters("", Map.of());

    /** The first of that name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** @param likely the encoding of bytes that nothing else explains */
    public static Parameters read(HeaderField field, Encoding likely) {
        String raw = field.raw(likely);
        // some programs put the whole value into an encoded word
        String text = raw.startsWith("=?") ? EncodedWords.decode(raw, likely) : raw;
        List<String> pieces = pieces(text);
        separate(pieces);
        Map<String, String> named = new LinkedHashMap<>();
        segments(pieces).forEach((name, all) -> named.put(name, all.value(likely)));
        return new Parameters(value(pieces.get(0)), named);
    }

    /**
     * The boundary of a multipart in the very bytes that stand there: they are text in no encoding, and what looks like an
     * encoded word is none.
     */
    public static Optional<byte[]> boundary(HeaderField field, Encoding likely) {
        String bytes = new String(field.value(), StandardCharsets.ISO_8859_1).strip();
        if (bytes.startsWith("=?")) {
            return read(field, likely).get("boundary").map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        List<String> pieces = pieces(bytes);
        separate(pieces);
        return Optional.ofNullable(segments(pieces).get("boundary"))
                .map(ParameterSegments::literal)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Map<String, ParameterSegments> segments(List<String> pieces) {
        Map<String, ParameterSegments> segments = new LinkedHashMap<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            Segment.read(piece)
                    .ifPresent(segment -> segments.computeIfAbsent(segment.name(), name -> new ParameterSegments())
                            .add(segment));
        }
        return segments;
    }

    /** Where the first semicolon was forgotten, or the value itself: a parameter follows the last blank before its equals sign. */
    private static void separate(List<String> pieces) {
        String first = pieces.get(0);
        int equals = first.indexOf('=');
        if (equals > 0) {
            String before = first.substring(0, equals).stripTrailing();
            int blank = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t'));
            pieces.set(0, first.substring(0, blank + 1).strip());
            pieces.add(1, first.substring(blank + 1));
        }
    }

    /** Up to the first character that stands in no such value, so that it never holds a control character. */
    private static String value(String text) {
        Quoting quoting = new Quoting(text);
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < text.length() && value.length() < VALUE_CHARS_MAX) {
            char c = text.charAt(at);
            int end = c == '(' ? quoting.closingParenthesis(at) : at;
            boolean passedOver = c == ' ' || c == '\t' || c == '"' || c == '(' && end > 0;
            if (!passedOver && (c <= ' ' || c >= 0x7f || NOT_OF_VALUE.indexOf(c) >= 0)) {
                break;
            }
            if (!passedOver) {
                value.append(c);
            }
            at = end + 1;
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }

    /** At the semicolons that are not quoted; at least one. */
    private static List<String> pieces(String text) {
        Quoting quoting = new Quoting(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length() && pieces.size() < PARAMETERS_MAX; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = Math.max(i, quoting.closingQuote(i));
            } else if (c == '(' && pieces.isEmpty()) {
                i = Math.max(i, quoting.closingParenthesis(i));
            } else if (c == ';') {
                pieces.add(text.substring(from, i));
                from = i + 1;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}

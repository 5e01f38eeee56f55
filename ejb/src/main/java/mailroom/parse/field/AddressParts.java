package mailroom.parse.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.parse.charset.Encoding;

/** What was read of one address until now: words, a comment, and what stands in angle brackets. */
final class AddressParts {

    static final int DOMAIN_CHARS_MAX = 255;

    private final Encoding likely;
    private final boolean behindAngle;
    private final StringBuilder phrase = new StringBuilder();
    private final List<StringBuilder> words = new ArrayList<>();
    private boolean behindBlank = true;
    private boolean hasAt;
    private Optional<String> comment = Optional.empty();
    private Optional<String> angle = Optional.empty();

    /** @param behindAngle whether an address in angle brackets is right before it, so that a text alone is none */
    AddressParts(Encoding likely, boolean behindAngle) {
        this.likely = likely;
        this.behindAngle = behindAngle;
    }

    void blank() {
        behindBlank = true;
    }

    void comment(String inner) {
        comment = Optional.of(inner);
        behindBlank = true;
    }

    /** @param to behind the last one; at least one */
    void characters(String text, int from, int to) {
        space();
        for (int i = from; i < to; i++) {
            hasAt |= text.charAt(i) == '@';
        }
        phrase.append(text, from, to);
        words.get(words.size() - 1).append(text, from, to);
    }

    /** @param text with its quotes */
    void quoted(String text) {
        space();
        phrase.append(Quoting.unquoted(text));
        words.get(words.size() - 1).append(text);
    }

    private void space() {
        if (behindBlank) {
            if (!phrase.isEmpty()) {
                phrase.append(' ');
            }
            words.add(new StringBuilder());
            behindBlank = false;
        }
    }

    void angle(String content) {
        angle = Optional.of(content);
        behindBlank = true;
    }

    boolean hasAngle() {
        return angle.isPresent();
    }

    boolean hasAddress() {
        return angle.isPresent() || hasAt;
    }

    boolean isBehindAt() {
        StringBuilder last = words.isEmpty() ? phrase : words.get(words.size() - 1);
        return !last.isEmpty() && last.charAt(last.length() - 1) == '@';
    }

    /** Empty where nothing stands there. */
    Optional<MailAddress> address() {
        if (angle.isPresent()) {
            MailAddress address = split(angle.get(), name(phrase.toString()));
            boolean nothing = address.name().isEmpty()
                    && address.local().isEmpty()
                    && address.domain().isEmpty();
            return nothing ? Optional.empty() : Optional.of(address);
        }
        return words.isEmpty() || behindAngle && !hasAt ? Optional.empty() : Optional.of(bare());
    }

    private MailAddress bare() {
        int from = 0;
        while (from < words.size() && at(words.get(from)) < 0) {
            from++;
        }
        if (from == words.size()) {
            return words.size() == 1
                            && words.get(0).indexOf("=?") < 0
                            && words.get(0).indexOf(" ") < 0
                    ? split(words.get(0).toString(), name(""))
                    : new MailAddress(name(phrase.toString()), "", "");
        }
        int to = from + 1;
        while (from > 0 && joins(words.get(from - 1), words.get(from))) {
            from--;
        }
        while (to < words.size() && joins(words.get(to - 1), words.get(to))) {
            to++;
        }
        String spec = String.join("", words.subList(from, to));
        words.subList(from, to).clear();
        return split(spec, name(Quoting.unquoted(String.join(" ", words))));
    }

    private static boolean joins(StringBuilder before, StringBuilder after) {
        return AngleAddress.isJoint(before.charAt(before.length() - 1)) || AngleAddress.isJoint(after.charAt(0));
    }

    private String name(String beside) {
        return PlainText.of(EncodedWords.decode(beside.isBlank() ? comment.orElse("") : beside, likely));
    }

    private static MailAddress split(String spec, String name) {
        int at = at(spec);
        String local = PlainText.of(Quoting.unquoted(at < 0 ? spec : spec.substring(0, at)));
        return new MailAddress(name, local, at < 0 ? "" : PlainText.of(spec.substring(at + 1)));
    }

    /** Where the last @ outside of quotes is, or -1. */
    private static int at(CharSequence spec) {
        int found = -1;
        boolean quoted = false;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == '@' && !quoted) {
                found = i;
            }
        }
        return found;
    }
}

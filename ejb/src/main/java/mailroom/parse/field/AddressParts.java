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
        // a group without members
        angle = Optional.of(content.endsWith(":;") && content.indexOf('@') < 0 ? "" : content);
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

    /** What stands in brackets without an @ before something else belongs to a name: {@code Joe <Sales> <joe@x.org>}. */
    boolean takesAngleIntoName() {
        if (phrase.isEmpty()
                || angle.isEmpty()
                || angle.get().isEmpty()
                || angle.get().indexOf('@') >= 0) {
            return false;
        }
        String bracketed = "<" + angle.get() + ">";
        angle = Optional.empty();
        characters(bracketed, 0, bracketed.length());
        behindBlank = true;
        return true;
    }

    /** None where nothing stands there; several where no comma stands between them. */
    List<MailAddress> addresses() {
        if (angle.isPresent()) {
            MailAddress address = AddressSpec.split(angle.get(), name(phrase.toString()));
            boolean nothing = address.name().isEmpty()
                    && address.local().isEmpty()
                    && address.domain().isEmpty();
            return nothing ? List.of() : List.of(address);
        }
        return words.isEmpty() || behindAngle && !hasAt ? List.of() : bare();
    }

    private List<MailAddress> bare() {
        List<MailAddress> all = new ArrayList<>();
        List<StringBuilder> beside = new ArrayList<>();
        int behind = 0;
        for (int at = 0; at < words.size(); at++) {
            if (AddressSpec.at(words.get(at)) < 0) {
                continue;
            }
            int from = at;
            while (from > behind && joins(words.get(from - 1), words.get(from))) {
                from--;
            }
            while (at + 1 < words.size() && joins(words.get(at), words.get(at + 1))) {
                at++;
            }
            List<StringBuilder> before = words.subList(behind, from);
            beside.addAll(before);
            behind = at + 1;
            all.add(AddressSpec.split(String.join("", words.subList(from, behind)), words(before)));
        }
        return switch (all.size()) {
            case 0 -> List.of(withoutAt());
            case 1 -> {
                beside.addAll(words.subList(behind, words.size()));
                MailAddress only = all.get(0);
                yield List.of(new MailAddress(name(words(beside)), only.local(), only.domain()));
            }
            default -> all;
        };
    }

    private String words(List<StringBuilder> some) {
        return PlainText.of(EncodedWords.decode(Quoting.unquoted(String.join(" ", some)), likely));
    }

    private MailAddress withoutAt() {
        StringBuilder first = words.get(0);
        boolean local = words.size() == 1 && first.indexOf("=?") < 0 && first.indexOf(" ") < 0;
        return local ? AddressSpec.split(first.toString(), name("")) : new MailAddress(name(phrase.toString()), "", "");
    }

    private static boolean joins(StringBuilder before, StringBuilder after) {
        return AngleAddress.isJoint(before.charAt(before.length() - 1)) || AngleAddress.isJoint(after.charAt(0));
    }

    private String name(String beside) {
        return PlainText.of(EncodedWords.decode(
                beside.isBlank() ? comment.map(Quoting::unescaped).orElse("") : beside, likely));
    }
}

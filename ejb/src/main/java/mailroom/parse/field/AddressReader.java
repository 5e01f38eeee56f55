package mailroom.parse.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.parse.charset.Encoding;

/**
 * Reads the mailboxes of an address field, groups flattened. Bytes are characters by now, so that a name in any letters
 * moves nothing. Encoded words count for names only: an address is what stands there.
 */
public final class AddressReader {

    /** As many of one name are kept. */
    public static final int ADDRESSES_MAX = 10_000;

    /** One more is read, so that it is known where there are more. */
    private static final int READ_MAX = ADDRESSES_MAX + 1;

    /** What {@link #step} takes for more than a character of a word. */
    private static final String MEANING = " \t\r\n\u00a0\u3000,;\"(<>:[=";

    private static final String OF_ADDRESS = "<>@\"";

    private final String text;
    private final Quoting quoting;
    private final Encoding likely;
    private final int lastWordEnd;
    private final List<MailAddress> found = new ArrayList<>();
    private AddressParts parts;
    private int at;
    /** No encoded word begins before it. */
    private int noWordBefore;

    private AddressReader(String text, Encoding likely) {
        this.text = text;
        this.likely = likely;
        this.quoting = new Quoting(text);
        this.lastWordEnd = text.lastIndexOf("?=");
        this.parts = new AddressParts(likely, false);
    }

    /**
     * @param text of the field, with its encoded words as they stand
     * @param likely the encoding of encoded words that name none that is known
     */
    public static List<MailAddress> read(String text, Encoding likely) {
        Optional<MailAddress> usual = UsualAddress.read(text);
        return usual.isPresent() ? List.of(usual.get()) : inParts(text, likely);
    }

    /** Reads them however they are written. */
    static List<MailAddress> inParts(String text, Encoding likely) {
        return new AddressReader(text, likely).all();
    }

    private List<MailAddress> all() {
        while (at < text.length() && found.size() < READ_MAX) {
            step(text.charAt(at));
        }
        finish();
        return found;
    }

    private void step(char c) {
        switch (c) {
            case ' ', '\t', '\r', '\n', '\u00a0', '\u3000' -> {
                parts.blank();
                at++;
            }
            case ',', ';' -> {
                finish();
                at++;
            }
            case '"' -> quoted();
            case '(' -> comment();
            case '<' -> angle();
            case '>' -> at++;
            case ':' -> colon();
            case '[' -> literal();
            default -> word(c);
        }
    }

    private void quoted() {
        beginText();
        int end = quoting.closingQuote(at);
        if (end < 0) {
            at++;
            return;
        }
        parts.quoted(text.substring(at, end + 1));
        at = end + 1;
    }

    private void comment() {
        int end = quoting.closingParenthesis(at);
        if (end < 0) {
            parts.characters(text, at, at + 1);
            at++;
            return;
        }
        parts.comment(text.substring(at + 1, end));
        at = end + 1;
    }

    /** Behind closed brackets another address may stand without a comma between. */
    private void beginText() {
        if (parts.hasAngle() && !parts.takesAngleIntoName()) {
            finish();
            parts = new AddressParts(likely, true);
        }
    }

    private void angle() {
        beginText();
        AngleAddress angle = AngleAddress.read(text, at, quoting);
        parts.angle(angle.content());
        at = angle.end();
    }

    /** Behind the name of a group its members follow. */
    private void colon() {
        if (parts.hasAddress()) {
            parts.characters(text, at, at + 1);
        } else {
            parts = new AddressParts(likely, false);
        }
        at++;
    }

    /** A colon in {@code joe@[IPv6:::1]} begins no group. */
    private void literal() {
        int next = at + 1;
        int furthest = parts.isBehindAt() ? Math.min(text.length(), at + AddressParts.DOMAIN_CHARS_MAX) : next;
        while (next < furthest && text.charAt(next) != ']') {
            next++;
        }
        int end = next < furthest ? next + 1 : at + 1;
        parts.characters(text, at, end);
        at = end;
    }

    private void word(char c) {
        beginText();
        int end = c == '=' ? encodedWordEnd() : plainEnd();
        parts.characters(text, at, end);
        at = end;
    }

    /** With blanks in it, against the rules, it is one only if nothing in it looks like an address. */
    private int encodedWordEnd() {
        Optional<EncodedWord> word = at < noWordBefore ? Optional.empty() : EncodedWord.at(text, at, lastWordEnd);
        if (word.isEmpty()) {
            return at + 1;
        }
        String encoded = word.get().encoded();
        int looksLikeAddress = -1;
        for (int i = 0; i < OF_ADDRESS.length(); i++) {
            looksLikeAddress = Math.max(looksLikeAddress, encoded.lastIndexOf(OF_ADDRESS.charAt(i)));
        }
        int rules = Math.min(encoded.lastIndexOf(' '), looksLikeAddress);
        if (rules < 0) {
            return word.get().end();
        }
        noWordBefore = word.get().end() - "?=".length() - encoded.length() + rules;
        return at + 1;
    }

    private int plainEnd() {
        int end = at + 1;
        while (end < text.length() && MEANING.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private void finish() {
        List<MailAddress> addresses = parts.addresses();
        found.addAll(addresses.subList(0, Math.min(addresses.size(), READ_MAX - found.size())));
        parts = new AddressParts(likely, false);
    }
}

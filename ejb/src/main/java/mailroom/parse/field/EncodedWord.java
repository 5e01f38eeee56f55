package mailroom.parse.field;

import java.util.Optional;
import mailroom.parse.transfer.Base64Decoding;
import mailroom.parse.transfer.QuotedPrintableDecoding;

/**
 * One encoded word, {@code =?label*language?B?text?=} (RFC 2047, RFC 2231 section 5).
 *
 * @param label of its character set, without a language
 * @param end behind its last character
 */
record EncodedWord(String label, boolean base64, String encoded, int end) {

    private static final int LABEL_CHARS_MAX = 75;
    private static final int CUT_CHARS_MAX = 1_000;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /**
     * The word that begins there.
     *
     * @param lastEnd where {@code ?=} stands for the last time in the text, so that no search goes beyond it
     */
    static Optional<EncodedWord> at(String text, int start, int lastEnd) {
        int label = start + 2;
        int mark = label;
        while (mark < text.length() && mark - label <= LABEL_CHARS_MAX && isOfLabel(text.charAt(mark))) {
            mark++;
        }
        boolean complete = text.startsWith("=?", start)
                && mark > label
                && mark + 2 < text.length()
                && text.charAt(mark) == '?'
                && text.charAt(mark + 2) == '?'
                && "bBqQ".indexOf(text.charAt(mark + 1)) >= 0;
        int end = complete && mark + 3 <= lastEnd ? text.indexOf("?=", mark + 3) : -1;
        if (end >= 0 && "qQ".indexOf(text.charAt(mark + 1)) >= 0) {
            end = behindQuestions(text, end);
        }
        if (end < 0) {
            return Optional.empty();
        }
        String name = text.substring(label, mark);
        int language = name.indexOf('*');
        return Optional.of(new EncodedWord(
                language < 0 ? name : name.substring(0, language),
                "bB".indexOf(text.charAt(mark + 1)) >= 0,
                text.substring(mark + 3, end),
                end + 2));
    }

    /** A question mark that should have been encoded stands before a code, {@code what?=20now?=}, if the word ends later. */
    private static int behindQuestions(String text, int end) {
        int next = end;
        while (isCode(text, next + 2)) {
            int further = next + 4;
            while (further + 1 < text.length() && text.charAt(further) > ' ' && text.charAt(further) != '?') {
                further++;
            }
            boolean ends = text.startsWith("?=", further) && text.charAt(further - 1) != '=';
            if (!ends) {
                return next;
            }
            next = further;
        }
        return next;
    }

    private static boolean isCode(String text, int at) {
        return at + 1 < text.length() && isHex(text.charAt(at)) && isHex(text.charAt(at + 1));
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
    }

    private static boolean isOfLabel(char c) {
        return c >= ' ' && c != '?' && c < 0x7f;
    }

    /** Its base64 is no whole number of groups and is not filled up: a program may have cut it where a line was full. */
    boolean mayGoOn() {
        return base64 && encoded.length() <= CUT_CHARS_MAX && encoded.indexOf('=') < 0 && digits() % 4 != 0;
    }

    /** Whether the next word goes on where this one, which {@link #mayGoOn}, ends within a byte. */
    boolean goesOnIn(EncodedWord next) {
        if (!next.base64) {
            return false;
        }
        int left = digits() % 4;
        int unused = left == 1 ? 1 : lastDigit() & (left == 2 ? 0xf : 0x3);
        return unused != 0 || next.isFilledWrongly();
    }

    /** Only as the end of something longer it has as many signs for filling up as it needs. */
    private boolean isFilledWrongly() {
        long filling = encoded.chars().filter(c -> c == '=').count();
        return filling > 0 && (digits() + filling) % 4 != 0;
    }

    private int digits() {
        return (int) encoded.chars().filter(c -> DIGITS.indexOf(c) >= 0).count();
    }

    private int lastDigit() {
        int at = encoded.length() - 1;
        while (at >= 0 && DIGITS.indexOf(encoded.charAt(at)) < 0) {
            at--;
        }
        return at < 0 ? 0 : DIGITS.indexOf(encoded.charAt(at));
    }

    /** Takes both as one. */
    EncodedWord with(EncodedWord next) {
        return new EncodedWord(label, base64, encoded + next.encoded, next.end);
    }

    byte[] bytes() {
        byte[] text = EncodedWords.bytes(encoded, label.equalsIgnoreCase("utf-8"));
        return base64 ? Base64Decoding.decode(text) : QuotedPrintableDecoding.decodeWord(text);
    }
}

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
        boolean complete = mark > label
                && mark + 2 < text.length()
                && text.charAt(mark) == '?'
                && text.charAt(mark + 2) == '?'
                && "bBqQ".indexOf(text.charAt(mark + 1)) >= 0;
        int end = complete && mark + 3 <= lastEnd ? text.indexOf("?=", mark + 3) : -1;
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

    private static boolean isOfLabel(char c) {
        return c > ' ' && c != '?' && c < 0x7f;
    }

    byte[] bytes() {
        byte[] text = EncodedWords.bytes(encoded, label.equalsIgnoreCase("utf-8"));
        return base64 ? Base64Decoding.decode(text) : QuotedPrintableDecoding.decodeWord(text);
    }
}

package mailroom.parse.structure;

import java.util.Arrays;

/** What stands between the parts of one multipart: as its header names it, or as its lines look where that is missing. */
final class Boundary {

    private static final int LONGEST_GUESS = 200;

    private final byte[] declared;
    private byte[] supposed;
    private byte[] candidate;

    /** @param declared null where the header names none */
    Boundary(byte[] declared) {
        this.declared = declared;
    }

    byte[] declared() {
        return declared;
    }

    /** Null until a line is taken for one, and again once the declared one has come after all. */
    byte[] supposed() {
        return supposed;
    }

    /**
     * Looks at a line before the first part. A line that looks like a boundary is taken for it if the next one begins a
     * part's header.
     *
     * @return whether the line before was taken for the boundary, so that this one belongs to a part
     */
    boolean suppose(Lines lines) {
        if (candidate != null && beginsPart(lines)) {
            supposed = candidate;
            return true;
        }
        candidate = looksLikeOne(lines) ? Arrays.copyOfRange(lines.bytes(), lines.start() + 2, endOfText(lines)) : null;
        return false;
    }

    void forgetSupposed() {
        supposed = null;
    }

    private boolean beginsPart(Lines lines) {
        boolean any = declared == null && (lines.length() == 0 || lines.fieldColon() > 0);
        return any || startsWithContent(lines) && lines.fieldColon() > 0;
    }

    private static boolean startsWithContent(Lines lines) {
        String name = "content-";
        for (int i = 0; i < name.length(); i++) {
            if (lines.length() <= i || (lines.bytes()[lines.start() + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    static boolean looksLikeOne(Lines lines) {
        boolean plausible = lines.begins()
                && lines.isComplete()
                && lines.length() > 2
                && lines.length() <= LONGEST_GUESS
                && lines.startsWith("--");
        if (!plausible) {
            return false;
        }
        boolean letters = false;
        for (int i = lines.start() + 2; i < endOfText(lines); i++) {
            byte b = lines.bytes()[i];
            if (b <= ' ') {
                return false;
            }
            letters |= b != '-';
        }
        return letters;
    }

    private static int endOfText(Lines lines) {
        int end = lines.end();
        while (end > lines.start() && lines.bytes()[end - 1] <= ' ' && lines.bytes()[end - 1] >= 0) {
            end--;
        }
        return end;
    }
}

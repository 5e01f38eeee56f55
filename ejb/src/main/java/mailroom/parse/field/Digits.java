package mailroom.parse.field;

/** The digits of ASCII; others are letters in dates and zones. */
final class Digits {

    private Digits() {}

    static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean is(char c) {
        return c >= '0' && c <= '9';
    }
}

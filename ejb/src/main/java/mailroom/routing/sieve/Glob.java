package mailroom.routing.sieve;

/** {@code :matches} (RFC 5228, 2.7.1) without backtracking into more than one star: time grows with text times pattern. */
final class Glob {

    private Glob() {}

    static boolean matches(String text, String glob) {
        int t = 0;
        int g = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retry = t;
                continue;
            }
            int width = g < glob.length() ? widthIfEqual(text.charAt(t), glob, g) : 0;
            if (width > 0) {
                t++;
                g += width;
            } else if (star >= 0) {
                g = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    /** How many characters of the pattern stand for this one: 0 none, 1 itself or {@code ?}, 2 an escaped one. */
    private static int widthIfEqual(char character, String glob, int at) {
        char wanted = glob.charAt(at);
        if (wanted == '\\' && at + 1 < glob.length()) {
            return glob.charAt(at + 1) == character ? 2 : 0;
        }
        return wanted == '?' || wanted == character ? 1 : 0;
    }
}

package mailroom.parse.transfer;

/** Reads two hexadecimal digits. */
public final class HexPair {

    private HexPair() {}

    /** The byte that they are, or -1 where they are no such digits. */
    public static int at(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at], 16);
        int low = Character.digit(bytes[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}

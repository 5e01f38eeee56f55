package mailroom.parse.charset;

/** EUC-JP with all rows that the standard knows. */
record EucJp() implements Encoding {

    private static final int KATAKANA_FOLLOWS = 0x8e;
    private static final int SUPPLEMENT_FOLLOWS = 0x8f;

    @Override
    public String decode(byte[] bytes) {
        JisText text = new JisText();
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at] & 0xff;
            if (first < 0x80) {
                text.character((char) first);
                at++;
            } else if (first == KATAKANA_FOLLOWS && isKatakana(bytes, at + 1)) {
                text.katakana(bytes[at + 1] & 0xff);
                at += 2;
            } else if (first == SUPPLEMENT_FOLLOWS && isHigh(bytes, at + 1) && isHigh(bytes, at + 2)) {
                text.jis0212(bytes[at + 1] & 0x7f, bytes[at + 2] & 0x7f);
                at += 3;
            } else if (isHigh(bytes, at) && isHigh(bytes, at + 1)) {
                text.jis0208(bytes[at] & 0x7f, bytes[at + 1] & 0x7f);
                at += 2;
            } else {
                text.character(REPLACEMENT);
                at++;
            }
        }
        return text.toString();
    }

    private static boolean isKatakana(byte[] bytes, int at) {
        return isHigh(bytes, at) && (bytes[at] & 0xff) <= 0xdf;
    }

    private static boolean isHigh(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xff) >= 0xa1 && (bytes[at] & 0xff) <= 0xfe;
    }
}

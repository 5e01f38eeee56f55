package mailroom.mail;

import java.util.Arrays;
import java.util.HexFormat;

/** Identifies a mail for ever: by the SHA-256 of its exact bytes, never by its Message-ID. */
public record MailId(String hex) {

    private static final int HASH_BYTES = 32;

    public MailId {
        if (hex.length() != 2 * HASH_BYTES || !isHex(hex)) {
            throw new IllegalArgumentException("a mail's id is 64 lower-case hexadecimal digits");
        }
    }

    /** Without a regular expression: several are made of each mail. */
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** @param sha256 32 bytes */
    public static MailId of(byte[] sha256) {
        if (sha256.length != HASH_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
        }
        return new MailId(HexFormat.of().formatHex(sha256));
    }

    public byte[] sha256() {
        return HexFormat.of().parseHex(hex);
    }

    public boolean matches(byte[] sha256) {
        return Arrays.equals(sha256(), sha256);
    }

    @Override
    public String toString() {
        return hex;
    }
}

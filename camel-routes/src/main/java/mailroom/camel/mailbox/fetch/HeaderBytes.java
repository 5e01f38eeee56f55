package mailroom.camel.mailbox.fetch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Cuts the header from the beginning of a mail's bytes (RFC 5322, 2.2), for comparing. */
public final class HeaderBytes {

    private HeaderBytes() {}

    /** Up to and with the empty line; empty if it does not end within the bytes. */
    public static Optional<byte[]> of(byte[] beginning) {
        for (int i = 0; i + 1 < beginning.length; i++) {
            if (beginning[i] == '\n' && beginning[i + 1] == '\n') {
                return Optional.of(Arrays.copyOf(beginning, i + 2));
            }
            if (beginning[i] == '\n'
                    && i + 2 < beginning.length
                    && beginning[i + 1] == '\r'
                    && beginning[i + 2] == '\n') {
                return Optional.of(Arrays.copyOf(beginning, i + 3));
            }
        }
        return Optional.empty();
    }

    /** Gives all Message-ID fields without white space, or the empty text. */
    public static String messageId(byte[] header) {
        StringBuilder ids = new StringBuilder();
        boolean inside = false;
        for (String line : new String(header, StandardCharsets.ISO_8859_1).split("\r?\n")) {
            if (line.isEmpty()) {
                break;
            }
            boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (!continues) {
                inside = line.toLowerCase(Locale.ROOT).startsWith("message-id:");
            }
            if (inside) {
                ids.append(continues ? line : line.substring("message-id:".length()));
            }
        }
        return ids.toString().replaceAll("\\s", "");
    }

    public static String hash(byte[] header) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(header));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package mailroom.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a mail is found by when its Message-ID is asked for: the id, or the SHA-256 of one that is too long for an index.
 *
 * @param longId the id itself where the key is not the id
 */
public record MessageIdKey(String key, Optional<String> longId) {

    private static final int KEY_CHARS_MAX = 255;

    /** @param id without brackets */
    public static MessageIdKey of(String id) {
        return id.length() <= KEY_CHARS_MAX
                ? new MessageIdKey(id, Optional.empty())
                : new MessageIdKey("sha256:" + sha256(id), Optional.of(id));
    }

    /** @param asked with brackets or without */
    static MessageIdKey asked(String asked) {
        String id = asked.strip();
        boolean bracketed = id.length() > 2 && id.startsWith("<") && id.endsWith(">");
        return of(bracketed ? id.substring(1, id.length() - 1).strip() : id);
    }

    private static String sha256(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

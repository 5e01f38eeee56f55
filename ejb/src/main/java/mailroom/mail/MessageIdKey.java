package mailroom.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a mail is found by when its Message-ID is asked for: the id, or the SHA-256 of one that is too long for an index.
 *
 * @param longId the id itself where the key is not the id
 */
public record MessageIdKey(String key, Optional<String> longId) {

    /** Of a longer one the rest is cut off. */
    public static final int ID_CHARS_MAX = 4000;

    private static final int KEY_CHARS_MAX = 255;

    /** @param id without brackets */
    public static MessageIdKey of(String id) {
        return id.length() <= KEY_CHARS_MAX
                ? new MessageIdKey(id, Optional.empty())
                : new MessageIdKey("sha256:" + sha256(id), Optional.of(id));
    }

    /**
     * The keys under which an id may be kept: without the brackets around it, and as it stands, since an id that has other
     * brackets in it keeps them all.
     *
     * @param asked with brackets or without
     */
    static Set<String> asked(String asked) {
        String id = asked.strip();
        boolean bracketed = id.length() > 2 && id.startsWith("<") && id.endsWith(">");
        Set<String> keys = new LinkedHashSet<>();
        keys.add(cutKey(bracketed ? id.substring(1, id.length() - 1).strip() : id));
        keys.add(cutKey(id));
        return keys;
    }

    private static String cutKey(String id) {
        return of(id.substring(0, Math.min(id.length(), ID_CHARS_MAX))).key();
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

package mailroom.doors;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that the registry has found right a moment ago, so that it need not be asked at each request of a program that
 * keeps no cookie. Kept is a hash with a key of this process, which is nowhere else, and only until {@link #KEPT_FOR} is
 * over: for so long a password that was changed since is still taken.
 */
final class RightPasswords {

    static final Duration KEPT_FOR = Duration.ofSeconds(30);
    static final int MOST_KEPT = 1_000;

    private static final String HASH = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private record Right(byte[] hash, long since) {}

    private final LongSupplier nanos;
    private final SecretKeySpec key;
    private final Map<String, Right> users = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Right> eldest) {
            return size() > MOST_KEPT;
        }
    };

    RightPasswords(LongSupplier nanos) {
        this.nanos = nanos;
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, HASH);
    }

    /** What may be kept of a login until it is known whether its password is right. */
    byte[] hash(BasicLogin login) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            mac.update(login.user().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(login.password().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HASH, e);
        }
    }

    /** The registry has found the password of that hash right. */
    synchronized void remember(String user, byte[] hash) {
        users.remove(user);
        users.put(user, new Right(hash, nanos.getAsLong()));
    }

    /** Whether it was right a moment ago; if not, only the registry knows. */
    synchronized boolean has(BasicLogin login) {
        Right right = users.get(login.user());
        if (right == null) {
            return false;
        }
        if (nanos.getAsLong() - right.since() >= KEPT_FOR.toNanos()) {
            users.remove(login.user());
            return false;
        }
        return MessageDigest.isEqual(right.hash(), hash(login));
    }

    synchronized int kept() {
        return users.size();
    }
}

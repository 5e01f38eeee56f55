package mailroom.mailbox;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mailroom.settings.Secret;

/** A salted, slow hash (PBKDF2, RFC 8018): enough to see that a secret is the same, useless to find out what it is. */
record SecretProof(int iterations) {

    static final SecretProof SLOW = new SecretProof(100_000);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    String of(Secret secret) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return encoded(salt) + ":" + encoded(hash(secret, salt));
    }

    boolean matches(String proof, Secret secret) {
        String[] parts = proof.split(":");
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        return MessageDigest.isEqual(Base64.getDecoder().decode(parts[1]), hash(secret, salt));
    }

    private byte[] hash(Secret secret, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(secret.reveal().toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM lacks PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

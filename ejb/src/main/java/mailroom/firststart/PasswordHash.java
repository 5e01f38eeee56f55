package mailroom.firststart;

import com.ibm.websphere.crypto.InvalidPasswordEncodingException;
import com.ibm.websphere.crypto.PasswordUtil;
import com.ibm.websphere.crypto.UnsupportedCryptoAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** Liberty's own form of a password in a user registry: salted PBKDF2. */
class PasswordHash {

    String of(String password) {
        return hashed(password, Map.of());
    }

    boolean matches(String hash, String password) {
        return hashed(password, Map.of(PasswordUtil.PROPERTY_HASH_ENCODED, hash))
                .equals(hash);
    }

    private static String hashed(String password, Map<String, String> saltOf) {
        try {
            return PasswordUtil.encode(password, "hash", new HashMap<>(saltOf));
        } catch (InvalidPasswordEncodingException | UnsupportedCryptoAlgorithmException e) {
            throw new IllegalStateException("the administrator's password cannot be hashed by this server", e);
        }
    }
}

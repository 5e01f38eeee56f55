package mailroom.demo;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that live as long as one demo. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    private Secrets() {}

    static String password() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package mailroom.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Name and password in an {@code Authorization: Basic} header (RFC 7617). */
record BasicLogin(String user, String password) {

    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 200;

    static Optional<BasicLogin> of(HttpServletRequest request) {
        return of(request.getHeader("Authorization"));
    }

    /** Empty if there is none or it cannot be read. */
    static Optional<BasicLogin> of(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] clear =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String[] parts = new String(clear, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? Optional.of(new BasicLogin(parts[0], parts[1])) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The user as the guard counts: registries may not tell upper from lower case. */
    static String folded(String user) {
        String lower = user.strip().toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(lower.length(), LONGEST));
    }
}

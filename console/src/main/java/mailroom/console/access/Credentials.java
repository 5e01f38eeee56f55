package mailroom.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user's name in an {@code Authorization: Basic} header (RFC 7617); nothing else is read from it. */
final class Credentials {

    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 200;

    private Credentials() {}

    static boolean given(HttpServletRequest request) {
        return request.getHeader("Authorization") != null;
    }

    /** Empty if there is none or it cannot be read. */
    static String user(HttpServletRequest request) {
        return user(request.getHeader("Authorization"));
    }

    static String user(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            byte[] clear =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
            String user = new String(clear, StandardCharsets.UTF_8).split(":", 2)[0];
            return user.substring(0, Math.min(user.length(), LONGEST));
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}

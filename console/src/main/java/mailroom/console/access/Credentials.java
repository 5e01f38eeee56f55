package mailroom.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user's name and password in an {@code Authorization: Basic} header (RFC 7617); the server itself checks them. */
final class Credentials {

    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 200;

    private Credentials() {}

    static boolean given(HttpServletRequest request) {
        return request.getHeader("Authorization") != null;
    }

    /** Empty if there is none or it cannot be read; {@link #LONGEST} characters at most. */
    static String user(HttpServletRequest request) {
        return user(request.getHeader("Authorization"));
    }

    static String user(String header) {
        String user = parts(header)[0];
        return user.substring(0, Math.min(user.length(), LONGEST));
    }

    /** Empty if there is none or it cannot be read. */
    static String password(HttpServletRequest request) {
        return password(request.getHeader("Authorization"));
    }

    static String password(String header) {
        String[] parts = parts(header);
        return parts.length > 1 ? parts[1] : "";
    }

    private static String[] parts(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new String[] {""};
        }
        try {
            byte[] clear =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
            return new String(clear, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException notBase64) {
            return new String[] {""};
        }
    }
}

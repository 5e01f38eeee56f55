package mailroom.console.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import mailroom.console.problem.Problem;

/** Where a list goes on: the last one seen, opaque to clients and valid for the list it came from only. */
final class Cursor {

    private static final int LONGEST = 400;

    private Cursor() {}

    static String after(String list, Object last) {
        byte[] clear = (list + ":" + last).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(clear);
    }

    /** The last one seen, as {@link #after} was given it; empty at the beginning. */
    static Optional<String> read(String list, String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            String clear = cursor.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (clear.startsWith(list + ":")) {
                return Optional.of(clear.substring(list.length() + 1));
            }
        } catch (IllegalArgumentException notBase64) {
            // answered as every other cursor that is none of ours
        }
        throw foreign();
    }

    /** {@link Long#MAX_VALUE} at the beginning of a list that counts down. */
    static long readDescending(String list, String cursor) {
        Optional<String> last = read(list, cursor);
        if (last.isPresent() && !last.get().matches("[0-9]{1,18}")) {
            throw foreign();
        }
        return last.map(Long::parseLong).orElse(Long.MAX_VALUE);
    }

    static RuntimeException foreign() {
        return Problem.badParameter("cursor", "what this list's last answer gave as next");
    }
}

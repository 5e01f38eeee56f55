package mailroom.camel.imap.folder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Folder names on the wire: modified UTF-7 (RFC 3501, 5.1.3), or UTF-8 where a server sends it raw. */
public final class ModifiedUtf7 {

    private ModifiedUtf7() {}

    /** @param wire one char a byte; what is not valid modified UTF-7 stays as it is, so that it can still be asked for */
    static String decode(String wire) {
        if (wire.chars().anyMatch(c -> c > 0x7f)) {
            return new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
        StringBuilder name = new StringBuilder();
        int i = 0;
        while (i < wire.length()) {
            char c = wire.charAt(i++);
            if (c != '&') {
                name.append(c);
                continue;
            }
            int dash = wire.indexOf('-', i);
            if (dash < 0) {
                return wire;
            }
            if (dash == i) {
                name.append('&');
            } else {
                try {
                    byte[] utf16 =
                            Base64.getDecoder().decode(wire.substring(i, dash).replace(',', '/'));
                    name.append(new String(utf16, StandardCharsets.UTF_16BE));
                } catch (IllegalArgumentException notBase64) {
                    return wire;
                }
            }
            i = dash + 1;
        }
        return name.toString();
    }

    public static String encode(String name) {
        StringBuilder wire = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            if (c == '&') {
                wire.append("&-");
                i++;
            } else if (c >= ' ' && c < 0x7f) {
                wire.append(c);
                i++;
            } else {
                int start = i;
                while (i < name.length() && (name.charAt(i) < ' ' || name.charAt(i) >= 0x7f)) {
                    i++;
                }
                byte[] utf16 = name.substring(start, i).getBytes(StandardCharsets.UTF_16BE);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
                wire.append('&').append(base64.replace('/', ',')).append('-');
            }
        }
        return wire.toString();
    }
}

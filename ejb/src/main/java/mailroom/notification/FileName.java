package mailroom.notification;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The filename parameter of an attachment: quoted where ASCII can say it, else as RFC 2231 does, in short pieces. */
final class FileName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._()+-]{1,60}");
    private static final Pattern UNENCODED = Pattern.compile("[A-Za-z0-9._-]");
    private static final int LONGEST_PIECE = 60;

    private FileName() {}

    static String parameter(String name) {
        return PLAIN.matcher(name).matches() ? "filename=\"" + name + "\"" : encoded(name);
    }

    private static String encoded(String name) {
        StringBuilder all = new StringBuilder();
        StringBuilder piece = new StringBuilder("utf-8''");
        int number = 0;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (piece.length() >= LONGEST_PIECE) {
                all.append("filename*")
                        .append(number++)
                        .append("*=")
                        .append(piece)
                        .append("; ");
                piece.setLength(0);
            }
            String character = String.valueOf((char) (each & 0xFF));
            piece.append(UNENCODED.matcher(character).matches() ? character : "%%%02X".formatted(each));
        }
        return all.append("filename*").append(number).append("*=").append(piece).toString();
    }
}

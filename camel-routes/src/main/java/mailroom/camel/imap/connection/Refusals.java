package mailroom.camel.imap.connection;

import java.util.Locale;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.ServerAddress;

/** The one place that reads why a server said NO, BAD or BYE (RFC 9051, 7.1; RFC 5530). */
final class Refusals {

    private static final String UNKNOWN = "neither OK, NO nor BAD";

    private Refusals() {}

    static ImapProblem of(ServerAddress server, String verb, String status, StatusLine line) {
        String code = line.code();
        String text = line.text();
        boolean login = verb.equals("LOGIN") || verb.equals("AUTHENTICATE");
        boolean known = status.equals("NO") || status.equals("BAD");
        if (login && !known) {
            return ImapProblem.protocol(server + " answered " + verb + " with " + UNKNOWN);
        }
        Kind kind = kind(word(code), text, login, status);
        if (kind == Kind.OVER_QUOTA && !stores(verb)) {
            // Gmail's word for too many commands or bytes (RFC 5530 has it for a full mailbox)
            kind = Kind.THROTTLED;
        }
        // what a server says to a login may hold the name or the password that it was given
        String said = login ? "" : ": " + text;
        return ImapProblem.refused(
                kind,
                server + " answered " + verb + " with " + (known ? status : UNKNOWN) + inBrackets(code) + said,
                login ? "" : words(known ? status : UNKNOWN + ":", line));
    }

    private static String words(String status, StatusLine line) {
        String code = line.code().isEmpty() ? "" : " [" + line.code().replaceAll("[^ -~]", "?") + "]";
        return (status + code + " " + line.text()).strip();
    }

    static ImapProblem bye(ServerAddress server, StatusLine line) {
        String code = word(line.code());
        boolean throttle = code.equals("OVERQUOTA") || isThrottle(code, line.text());
        Kind kind = throttle ? Kind.THROTTLED : Kind.BYE;
        return new ImapProblem(kind, server + " said BYE" + inBrackets(line.code()) + ": " + line.text());
    }

    private static Kind kind(String code, String text, boolean login, String status) {
        if (isThrottle(code, text)) {
            return Kind.THROTTLED;
        }
        return switch (code) {
            case "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED" -> Kind.LOGIN_REJECTED;
            case "PRIVACYREQUIRED" -> Kind.TLS_REQUIRED;
            case "OVERQUOTA" -> Kind.OVER_QUOTA;
            case "NONEXISTENT", "TRYCREATE" -> Kind.FOLDER_GONE;
            case "CANNOT" -> login ? Kind.LOGIN_UNSUPPORTED : Kind.REFUSED;
            default -> {
                if (login) {
                    yield status.equals("NO") ? Kind.LOGIN_REJECTED : Kind.LOGIN_UNSUPPORTED;
                }
                yield Kind.REFUSED;
            }
        };
    }

    private static boolean stores(String verb) {
        return switch (verb) {
            case "UID COPY", "UID MOVE", "CREATE", "APPEND" -> true;
            default -> false;
        };
    }

    private static boolean isThrottle(String code, String text) {
        return switch (code) {
            case "UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "SERVERBUG" -> true;
            default -> {
                String said = text.toLowerCase(Locale.ROOT);
                yield said.contains("authenticated but not connected") || said.contains("too many simultaneous");
            }
        };
    }

    private static String word(String code) {
        int space = code.indexOf(' ');
        return space < 0 ? code : code.substring(0, space);
    }

    private static String inBrackets(String code) {
        return code.isEmpty() ? "" : " [" + word(code) + "]";
    }
}

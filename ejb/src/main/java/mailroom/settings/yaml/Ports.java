package mailroom.settings.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port of an address, whose range the parser of URIs does not know. */
final class Ports {

    private static final Pattern PORT =
            Pattern.compile("^[a-z]+://(?:\\[[^\\]]*]|[^\\[/:?#@]*):([^/?#]*)(?:[/?#].*)?$");
    private static final int LARGEST = 65535;

    private Ports() {}

    /** @throws IllegalArgumentException with what is allowed, if a port is named that is none */
    static void check(String address) {
        Matcher named = PORT.matcher(address);
        if (named.matches() && !named.group(1).contains("@") && !isPort(named.group(1))) {
            throw new IllegalArgumentException("its port must be a whole number from 1 to " + LARGEST);
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LARGEST;
    }
}

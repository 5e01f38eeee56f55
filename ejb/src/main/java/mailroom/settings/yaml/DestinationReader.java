package mailroom.settings.yaml;

import java.net.URI;
import java.util.Optional;
import mailroom.settings.DestinationSettings;

/** Reads one entry of {@code destinations}; only these schemes, and no endpoint option of Camel. */
final class DestinationReader {

    private static final String ALLOWED = "must be jms:queue:NAME, jms:topic:NAME, file:/absolute/folder, https://…, or"
            + " http:// to this machine, without user, password and ?options";

    private DestinationReader() {}

    static Optional<DestinationSettings> read(String name, Entry entry) {
        if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
            entry.wrong("uri", "the destination's name must match [A-Za-z0-9_-]{1,100}");
        }
        entry.required("uri");
        Optional<String> uri = entry.parsed("uri", DestinationReader::checked);
        entry.refuseUnknown();
        return uri.map(text -> new DestinationSettings(name, text));
    }

    private static String checked(String text) {
        if (text.matches("jms:(queue|topic):[A-Za-z0-9._/-]{1,200}")) {
            return text;
        }
        if (text.matches("file:/[^?#\\s]*") && !text.contains("..")) {
            return text;
        }
        if (text.startsWith("https://") || text.startsWith("http://")) {
            return webhook(text);
        }
        throw new IllegalArgumentException(ALLOWED);
    }

    private static String webhook(String text) {
        Ports.check(text);
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(ALLOWED, e);
        }
        boolean clear = "http".equals(uri.getScheme());
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(ALLOWED);
        }
        if (clear && !ServerReader.isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("http:// is for this machine only; write https://");
        }
        return text;
    }
}

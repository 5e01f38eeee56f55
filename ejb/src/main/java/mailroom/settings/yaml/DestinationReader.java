package mailroom.settings.yaml;

import java.net.URI;
import java.util.Optional;
import mailroom.settings.DestinationSettings;
import mailroom.settings.PayloadForm;
import mailroom.settings.Secret;

/** Reads one entry of {@code destinations}; only these schemes, and no endpoint option of Camel. */
final class DestinationReader {

    private static final String ALLOWED = "must be jms:queue:NAME, jms:topic:NAME, file:/absolute/folder, https://…, or"
            + " http:// to this machine, without user, password and ?options";

    private static final int SECRET_CHARS_MIN = 16;

    private final SecretReference secrets;

    DestinationReader(SecretReference secrets) {
        this.secrets = secrets;
    }

    Optional<DestinationSettings> read(String name, Entry entry) {
        if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
            entry.wrong("uri", "the destination's name must match [A-Za-z0-9_-]{1,100}");
        }
        entry.required("uri");
        Optional<String> uri = entry.parsed("uri", DestinationReader::checked);
        PayloadForm form = entry.parsed("as", DestinationReader::form).orElse(PayloadForm.RAW);
        Optional<Secret> secret = entry.parsed("secret", this::secret);
        if (entry.has("secret") && uri.filter(text -> !text.startsWith("http")).isPresent()) {
            entry.wrong("secret", "signs the calls of a webhook; only https:// and http:// have one");
        }
        entry.refuseUnknown();
        return uri.map(text -> new DestinationSettings(name, text, form, secret));
    }

    private static PayloadForm form(String text) {
        return switch (text) {
            case "raw" -> PayloadForm.RAW;
            case "json" -> PayloadForm.JSON;
            case "parts" -> PayloadForm.PARTS;
            default -> throw new IllegalArgumentException("must be raw, json or parts");
        };
    }

    private Secret secret(String reference) {
        Secret secret = secrets.resolve(reference);
        if (secret.reveal().length() < SECRET_CHARS_MIN) {
            throw new IllegalArgumentException("the secret must have " + SECRET_CHARS_MIN + " characters or more");
        }
        return secret;
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

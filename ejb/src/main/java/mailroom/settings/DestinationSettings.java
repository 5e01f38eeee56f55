package mailroom.settings;

import java.util.Optional;

/**
 * One entry of {@code destinations}: a Camel endpoint that only the configuration can name.
 *
 * @param secret with which a webhook's calls are signed
 */
public record DestinationSettings(String name, String uri, PayloadForm form, Optional<Secret> secret) {

    /** Takes the exact bytes, unsigned. */
    public DestinationSettings(String name, String uri) {
        this(name, uri, PayloadForm.RAW, Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}

package mailroom.settings;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A password or token in memory; one that stands in a file is read again for each use, so that it can be changed without
 * a restart. It prints as dots, so that no log, exception or JMX attribute shows it by accident.
 */
public final class Secret {

    private final String value;
    private final Supplier<Optional<String>> source;
    private final String identity;

    public Secret(String value) {
        this(value, Optional::empty, value);
    }

    /**
     * @param source what it is now; empty: the value of the beginning stands
     * @param identity what makes it another secret: its value, or where a secret that changes by itself stands
     */
    public Secret(String value, Supplier<Optional<String>> source, String identity) {
        this.value = value;
        this.source = source;
        this.identity = identity;
    }

    /** The clear text, for the one call that hands it to a server. */
    public String reveal() {
        return source.get().orElse(value);
    }

    /** What makes it another secret, see the constructor. */
    String identity() {
        return identity;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.identity.equals(identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return "•••";
    }
}

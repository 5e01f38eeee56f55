package mailroom.settings;

/** A password or token in memory. It prints as dots, so that no log, exception or JMX attribute shows it by accident. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The clear text, for the one call that hands it to a server. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "•••";
    }
}

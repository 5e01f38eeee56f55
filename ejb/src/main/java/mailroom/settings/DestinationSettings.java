package mailroom.settings;

/** One entry of {@code destinations}: a Camel endpoint that only the configuration can name. */
public record DestinationSettings(String name, String uri) {

    @Override
    public String toString() {
        return name;
    }
}

package mailroom.camel.queue;

/** A message that would be refused each time; the text says why, for a person. */
public final class Refused extends RuntimeException {

    private final String kind;

    /** @param kind of the incident */
    public Refused(String kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}

package mailroom.outbound;

/** The reverse-path of an envelope (RFC 5321, 4.5.5). {@link #NULL} is {@code <>}: nobody is told of a failure. */
public record ReturnPath(String address) {

    public static final ReturnPath NULL = new ReturnPath("");

    public boolean isNull() {
        return address.isEmpty();
    }

    /** Writes it as MAIL FROM spells it, with angle brackets. */
    @Override
    public String toString() {
        return "<" + address + ">";
    }
}

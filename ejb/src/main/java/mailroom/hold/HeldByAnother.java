package mailroom.hold;

/** Another server has the home or the database; the message names it. */
public final class HeldByAnother extends IllegalStateException {

    public HeldByAnother(String message) {
        super(message);
    }
}

package mailroom.database;

/** Another server has the home or the database; the message names it. */
public final class HeldByAnother extends IllegalStateException {

    HeldByAnother(String message) {
        super(message);
    }
}

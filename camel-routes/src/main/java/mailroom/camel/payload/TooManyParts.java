package mailroom.camel.payload;

import java.io.IOException;

/** A mail has more attachments than are handed over one by one. */
public final class TooManyParts extends IOException {

    private static final long serialVersionUID = 1;

    TooManyParts(int most, String what) {
        super("the mail has more than " + most + " " + what);
    }
}

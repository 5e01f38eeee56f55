package mailroom.parse;

import org.apache.james.mime4j.MimeException;

/** A limit of {@link Limits} was passed. */
final class TooComplex extends MimeException {

    TooComplex(String what) {
        super("too complex: " + what);
    }
}

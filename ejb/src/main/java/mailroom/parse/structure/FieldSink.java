package mailroom.parse.structure;

import java.util.Optional;
import mailroom.parse.charset.Encoding;
import mailroom.parse.field.HeaderField;

/** Takes the fields of one header in their order. */
public interface FieldSink {

    /**
     * @param key the field's name in small letters
     * @return false to pass over the field's value
     */
    boolean wants(String key);

    void field(HeaderField field);

    /** A field that nobody wants is longer than {@link Limits#FIELD_BYTES_MAX}. */
    default void tooLong(String name) {}

    /** A line of the header is neither a field nor goes on with one; it is passed over. */
    default void noField() {}

    /** Whether the header has named a boundary by now, so that one may be found where an empty line should be. */
    default boolean namesBoundary() {
        return false;
    }

    /** The encoding that encoded words of the header name, if one of them names one that {@link Encoding#explainsBytes}. */
    default Optional<Encoding> named() {
        return Optional.empty();
    }

    /**
     * The header is complete.
     *
     * @return whether how the text is encoded matters for the fields
     */
    default boolean needsTextEncoding() {
        return false;
    }
}

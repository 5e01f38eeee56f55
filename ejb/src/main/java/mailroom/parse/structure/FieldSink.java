package mailroom.parse.structure;

import mailroom.parse.field.HeaderField;

/** Takes the fields of one header in their order. */
public interface FieldSink {

    /** @return false to pass over the field's value */
    boolean wants(String name);

    void field(HeaderField field);

    /** A line of the header is neither a field nor goes on with one; it is passed over. */
    default void noField() {}

    /**
     * The header is complete.
     *
     * @return whether how the text is encoded matters for the fields
     */
    default boolean needsTextEncoding() {
        return false;
    }
}

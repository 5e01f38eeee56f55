package mailroom.parse.structure;

import java.util.Optional;
import mailroom.parse.charset.Encoding;
import mailroom.parse.field.HeaderField;

/** The fields of a mail's own header: for whoever asked, and for the structure. */
record OutermostFields(FieldSink asked, EntityHeader structure) implements FieldSink {

    @Override
    public boolean wants(String key) {
        return asked.wants(key) || structure.wants(key);
    }

    @Override
    public void field(HeaderField field) {
        String key = field.key();
        if (asked.wants(key)) {
            asked.field(field);
        }
        if (structure.wants(key)) {
            structure.field(field);
        }
    }

    @Override
    public boolean namesBoundary() {
        return structure.namesBoundary();
    }

    @Override
    public Optional<Encoding> named() {
        return asked.named();
    }

    @Override
    public void tooLong(String name) {
        asked.tooLong(name);
    }

    @Override
    public void noField() {
        asked.noField();
    }
}

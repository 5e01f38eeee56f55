package mailroom.parse.structure;

import mailroom.parse.field.HeaderField;

/** The fields of a mail's own header: for whoever asked, and for the structure. */
record OutermostFields(FieldSink asked, EntityHeader structure) implements FieldSink {

    @Override
    public boolean wants(String name) {
        return asked.wants(name) || structure.wants(name);
    }

    @Override
    public void field(HeaderField field) {
        if (asked.wants(field.name())) {
            asked.field(field);
        }
        if (structure.wants(field.name())) {
            structure.field(field);
        }
    }

    @Override
    public void noField() {
        asked.noField();
    }
}

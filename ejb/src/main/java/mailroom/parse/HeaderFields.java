package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** The fields of the outermost header, read without the body. */
public final class HeaderFields {

    private HeaderFields() {}

    /**
     * What stands before a broken or over-long field where there is one.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static List<Field> read(InputStream mail) throws IOException {
        MimeTokenStream tokens = new MimeTokenStream(MailParser.CONFIG);
        List<Field> fields = new ArrayList<>();
        try {
            tokens.parse(mail);
            EntityState state = tokens.getState();
            while (state != EntityState.T_END_HEADER && state != EntityState.T_END_OF_STREAM) {
                if (state == EntityState.T_FIELD) {
                    fields.add(tokens.getField());
                }
                state = tokens.next();
            }
        } catch (MimeException e) {
            return fields;
        }
        return fields;
    }
}

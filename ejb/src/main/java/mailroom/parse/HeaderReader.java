package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** The outermost header's fields, read with the limits of {@link MailParser} and no further than the header goes. */
public final class HeaderReader {

    private HeaderReader() {}

    /**
     * Never fails for what the mail holds: behind a limit or a field that cannot be read the fields end.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static List<Field> fields(InputStream mail) throws IOException {
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
        } catch (MimeException limit) {
            return fields;
        }
        return fields;
    }
}

package mailroom.outbound;

import java.io.IOException;
import java.io.InputStream;

/** The exact bytes of an archived mail, for a redirect. */
public interface ArchivedMails {

    /** @param mail the row's id, {@code mail.id} */
    InputStream open(long mail) throws IOException;
}

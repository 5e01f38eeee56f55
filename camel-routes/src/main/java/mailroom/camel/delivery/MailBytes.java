package mailroom.camel.delivery;

import java.io.IOException;
import java.io.InputStream;

/** Where a routed mail's exact bytes come from. */
@FunctionalInterface
interface MailBytes {

    /** @param mail the row's id */
    InputStream open(long mail) throws IOException;
}

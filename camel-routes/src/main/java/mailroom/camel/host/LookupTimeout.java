package mailroom.camel.host;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** No name server has answered in time. */
public final class LookupTimeout extends SocketTimeoutException {

    private static final long serialVersionUID = 1;

    LookupTimeout(String host, Duration waited) {
        super("no name server has told the address of " + host + " for " + waited.toSeconds() + " s");
    }
}

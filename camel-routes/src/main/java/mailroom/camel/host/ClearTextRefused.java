package mailroom.camel.host;

import java.io.IOException;
import mailroom.settings.ServerAddress;

/** A server without TLS is on another machine. */
public final class ClearTextRefused extends IOException {

    private static final long serialVersionUID = 1;

    ClearTextRefused(ServerAddress server) {
        super(server + " is no loopback host, so it needs TLS");
    }
}

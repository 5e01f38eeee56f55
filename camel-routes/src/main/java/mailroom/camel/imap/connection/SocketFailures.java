package mailroom.camel.imap.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import mailroom.camel.host.ClearTextRefused;
import mailroom.camel.host.LookupTimeout;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.wire.Unreadable;
import mailroom.settings.ServerAddress;

/** The one place that names what a socket throws. */
public final class SocketFailures {

    private SocketFailures() {}

    public static ImapProblem named(IOException e, ServerAddress server) {
        if (e instanceof ImapProblem problem) {
            return problem;
        }
        if (e instanceof Unreadable) {
            return new ImapProblem(Kind.PROTOCOL_ERROR, e.getMessage(), e);
        }
        if (e instanceof UnknownHostException) {
            return new ImapProblem(Kind.UNKNOWN_HOST, "no host has the name " + server.host(), e);
        }
        if (e instanceof ClearTextRefused) {
            return new ImapProblem(Kind.TLS_REQUIRED, e.getMessage(), e);
        }
        if (e instanceof LookupTimeout) {
            return new ImapProblem(Kind.TIMEOUT, e.getMessage(), e);
        }
        if (e instanceof SocketTimeoutException) {
            return new ImapProblem(Kind.TIMEOUT, server + " does not answer in time", e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new ImapProblem(Kind.CONNECTION_REFUSED, server + " takes no connections", e);
        }
        return new ImapProblem(Kind.CONNECTION_LOST, "the connection to " + server + " broke", e);
    }
}

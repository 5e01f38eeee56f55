package mailroom.camel.delivery;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.DamagedMember;
import mailroom.camel.host.LookupTimeout;
import mailroom.camel.payload.TooManyParts;
import mailroom.mail.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.file.GenericFileOperationFailedException;

/**
 * The one place that says what an attempt's result means: 2xx is done; 408, 425, 429, 5xx and everything that a later
 * attempt may find mended is tried again; what the destination refuses is given up. Texts never quote an exception that
 * may hold an address or a secret.
 */
final class Outcomes {

    private static final Logger LOG = System.getLogger(Outcomes.class.getName());
    private static final int MOST_CAUSES = 8;

    private Outcomes() {}

    static Outcome of(Exchange exchange) {
        if (exchange.getException() != null) {
            return of(exchange.getException());
        }
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status == null ? new Outcome.Done("taken") : ofStatus(status);
    }

    static Outcome ofStatus(int status) {
        String answer = "the webhook answered " + status;
        if (status >= 200 && status < 300) {
            return new Outcome.Done(answer);
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            return new Outcome.TryAgain(answer);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.GiveUp(answer + "; redirects are not followed");
        }
        return new Outcome.GiveUp(answer);
    }

    static Outcome of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof DestinationRefused refused) {
                return new Outcome.GiveUp(refused.getMessage());
            }
            if (cause instanceof TooManyParts) {
                return new Outcome.GiveUp(cause.getMessage());
            }
            String known = sentence(cause);
            if (known != null) {
                return new Outcome.TryAgain(known);
            }
        }
        LOG.log(Level.WARNING, "a delivery failed in a way that nobody thought of: {0}", kinds(problem));
        return new Outcome.TryAgain("an error of Mailroom itself; the log has it");
    }

    /** Without their messages, which may hold addresses with secrets. */
    private static String kinds(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(", because of "));
    }

    private static String sentence(Throwable cause) {
        if (cause instanceof InvalidDestinationException || cause instanceof InvalidDestinationRuntimeException) {
            return "the server has no queue or topic of that name";
        }
        if (cause instanceof ResolveEndpointFailedException) {
            return "Camel cannot use the destination's uri";
        }
        if (cause instanceof GenericFileOperationFailedException || cause instanceof FileSystemException) {
            return "the folder cannot be written to";
        }
        if (cause instanceof DamagedMember) {
            return "the archive's copy of the mail is damaged";
        }
        if (cause instanceof ArchiveHeld held) {
            return held.getMessage();
        }
        return cause instanceof IOException io ? ofConnection(io) : null;
    }

    private static String ofConnection(IOException problem) {
        if (problem instanceof UnknownHostException) {
            return "the host is unknown";
        }
        if (problem instanceof ConnectException) {
            return "the host does not accept a connection";
        }
        if (problem instanceof LookupTimeout) {
            return problem.getMessage();
        }
        if (problem instanceof SocketTimeoutException || problem instanceof WebhookLimits.TookTooLong) {
            return "the host did not answer in time";
        }
        if (problem instanceof SSLException) {
            return "TLS failed: certificate or protocol not accepted";
        }
        return "the connection or the disk failed";
    }
}

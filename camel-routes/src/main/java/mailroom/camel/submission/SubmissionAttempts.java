package mailroom.camel.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import mailroom.camel.CamelReady;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.outbound.Attempt;
import mailroom.outbound.SmtpOutcome;
import mailroom.outbound.SubmissionClaims;
import mailroom.outbound.Submissions;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * Claims a submission, sends it and settles its recipients. After a crash between sending and settling it is sent again
 * with the same Message-ID when the lease of {@link SubmissionClaims#LEASE} ends.
 */
@ApplicationScoped
public class SubmissionAttempts {

    private static final System.Logger LOG = System.getLogger(SubmissionAttempts.class.getName());

    private final SubmissionClaims claims;
    private final Submissions submissions;
    private final DatabaseWait database;
    private final ServerStop stop;
    private volatile ProducerTemplate route;

    SubmissionAttempts() {
        this(null, null, null, null);
    }

    @Inject
    SubmissionAttempts(SubmissionClaims claims, Submissions submissions, DatabaseWait database, ServerStop stop) {
        this.claims = claims;
        this.submissions = submissions;
        this.database = database;
        this.stop = stop;
    }

    void begin(@Observes CamelReady ready) {
        route = ready.context().createProducerTemplate();
    }

    /**
     * Does nothing where the submission is not due; once the server stops, leaves it to the next start.
     *
     * @throws IllegalStateException if there is no such row, perhaps because its transaction is still committing
     */
    public void attempt(String id) {
        if (route == null) {
            throw new IllegalStateException("the Camel context has not started yet");
        }
        if (stop.hasBegun()) {
            claims.putOff(id);
            return;
        }
        claims.claim(id).ifPresentOrElse(this::send, () -> mustExist(id));
    }

    private void mustExist(String id) {
        if (submissions.find(id).isEmpty()) {
            throw new IllegalStateException("no submission has the id " + id);
        }
    }

    private void send(Attempt attempt) {
        Map<String, SmtpOutcome> outcomes = outcomes(attempt);
        // forgotten, they would all be sent a second time
        database.through(() -> claims.settle(attempt, outcomes));
    }

    @SuppressWarnings("unchecked")
    private Map<String, SmtpOutcome> outcomes(Attempt attempt) {
        try {
            return route.requestBody(SubmitRoute.FROM, attempt, Map.class);
        } catch (CamelExecutionException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "submission " + attempt.submission().id() + " is deferred",
                    e);
            return RelaySender.all(attempt, "an error of Mailroom itself; the log has it");
        }
    }
}

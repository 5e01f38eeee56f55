package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.AUDITOR;
import static mailroom.console.access.Roles.OPERATOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import mailroom.console.problem.Problem;
import mailroom.mail.MailState;
import mailroom.mail.Mails;
import mailroom.mail.Progress;
import mailroom.outbound.RecipientState;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import mailroom.routing.DeliveryState;

/** How much there is of everything. */
@Path("status")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class StatusResource {

    /** {@code mails} is the sum of the mails now received, archived and routed. */
    public record Status(
            long mails,
            long received,
            long archived,
            long routed,
            long parseProblems,
            long sightings,
            DeliveryCounts deliveries,
            SubmissionCounts submissions) {}

    public record DeliveryCounts(long waiting, long done, long failed) {

        static DeliveryCounts of(Map<DeliveryState, Long> counts) {
            return new DeliveryCounts(
                    counts.get(DeliveryState.WAITING),
                    counts.get(DeliveryState.DONE),
                    counts.get(DeliveryState.FAILED));
        }
    }

    public record SubmissionCounts(long queued, long deferred, long sent, long failed, long uncertain) {

        static SubmissionCounts of(Map<RecipientState, Long> counts) {
            return new SubmissionCounts(
                    counts.get(RecipientState.QUEUED),
                    counts.get(RecipientState.DEFERRED),
                    counts.get(RecipientState.SENT),
                    counts.get(RecipientState.FAILED),
                    counts.get(RecipientState.UNCERTAIN));
        }
    }

    private final Mails mails;
    private final Progress progress;
    private final Deliveries deliveries;
    private final Submissions submissions;

    StatusResource() {
        this(null, null, null, null);
    }

    @Inject
    public StatusResource(Mails mails, Progress progress, Deliveries deliveries, Submissions submissions) {
        this.mails = mails;
        this.progress = progress;
        this.deliveries = deliveries;
        this.submissions = submissions;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR, AUDITOR})
    public Status get() {
        Map<MailState, Long> states = progress.countsByState();
        return new Status(
                states.values().stream().mapToLong(Long::longValue).sum(),
                states.get(MailState.RECEIVED),
                states.get(MailState.ARCHIVED),
                states.get(MailState.ROUTED),
                progress.parseProblems(),
                mails.sightings(),
                DeliveryCounts.of(deliveries.counts()),
                SubmissionCounts.of(submissions.counts()));
    }
}

package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.OPERATOR;
import static mailroom.console.access.Roles.SENDER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import mailroom.console.problem.Problem;
import mailroom.console.request.RequestBody;
import mailroom.console.request.RequestRoom;
import mailroom.notification.Notification;
import mailroom.notification.NotificationReader;
import mailroom.outbound.Accepted;
import mailroom.outbound.AcceptedMeanwhile;
import mailroom.outbound.Outbox;
import mailroom.outbound.RecipientState;
import mailroom.outbound.Submission;
import mailroom.outbound.SubmissionPage;
import mailroom.outbound.SubmissionPlace;
import mailroom.outbound.SubmissionQuery;
import mailroom.outbound.Submissions;

/** Notifications: in by POST, and what became of them. A sender sees its own alone; those of others do not exist for it. */
@Path("notifications")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class NotificationsResource {

    private static final String LIST = "notifications";

    private final Outbox outbox;
    private final Submissions submissions;
    private final RequestRoom room;

    NotificationsResource() {
        this(null, null, null);
    }

    @Inject
    public NotificationsResource(Outbox outbox, Submissions submissions, RequestRoom room) {
        this.room = room;
        this.outbox = outbox;
        this.submissions = submissions;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, SENDER})
    public Response send(
            @HeaderParam("Idempotency-Key") String key,
            @Context HttpHeaders headers,
            InputStream body,
            @Context SecurityContext caller)
            throws IOException {
        Optional<String> sender = Optional.of(caller.getUserPrincipal().getName());
        Accepted accepted = room.with(
                body,
                RequestBody.announced(headers),
                RequestBody.NOTIFICATION,
                (json, spool) -> accept(NotificationReader.read(json, spool), Optional.ofNullable(key), sender));
        return Response.accepted(Map.of("id", accepted.id()))
                .location(URI.create("notifications/" + accepted.id()))
                .build();
    }

    private Accepted accept(Notification notification, Optional<String> key, Optional<String> sender) {
        try {
            return outbox.accept(notification, key, sender);
        } catch (AcceptedMeanwhile e) {
            return outbox.accept(notification, key, sender);
        }
    }

    /** Whose notifications the caller sees; empty: everybody's. */
    private static Optional<String> onlyOf(SecurityContext caller) {
        boolean seesAll = caller.isUserInRole(ADMIN) || caller.isUserInRole(OPERATOR);
        return seesAll
                ? Optional.empty()
                : Optional.of(caller.getUserPrincipal().getName());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, OPERATOR, SENDER})
    public NotificationJson get(@PathParam("id") String id, @Context SecurityContext caller) {
        return find(id, onlyOf(caller))
                .map(NotificationJson::of)
                .orElseThrow(() -> Problem.notFound("notification of that id"));
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR, SENDER})
    public Page<NotificationJson> list(
            @QueryParam("state") String state,
            @QueryParam("recipient") String recipient,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit,
            @Context SecurityContext caller) {
        SubmissionPage page = submissions.list(new SubmissionQuery(
                QueryParameters.word("state", RecipientState.class, state),
                QueryParameters.text("recipient", recipient),
                onlyOf(caller),
                Cursor.read(LIST, cursor).map(text -> SubmissionPlace.of(text).orElseThrow(Cursor::foreign)),
                QueryParameters.limit(limit)));
        return new Page<>(
                page.items().stream().map(NotificationJson::of).toList(),
                page.next().map(next -> Cursor.after(LIST, next.text())).orElse(null));
    }

    private Optional<Submission> find(String id, Optional<String> onlyOf) {
        boolean visible = Ids.isUuid(id)
                && onlyOf.map(sender -> submissions.isFrom(sender, id)).orElse(true);
        return visible ? submissions.find(id) : Optional.empty();
    }
}

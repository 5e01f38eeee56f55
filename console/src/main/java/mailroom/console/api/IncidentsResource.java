package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.OPERATOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.Principal;
import java.util.Map;
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;
import mailroom.incident.Incidents;
import mailroom.incident.Incidents.Incident;
import mailroom.mail.GivenUpMessages;

/** Everything that was refused, skipped or given up. */
@Path("incidents")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class IncidentsResource {

    private final Incidents incidents;
    private final GivenUpMessages givenUp;
    private final Audit audit;
    private final Principal caller;

    IncidentsResource() {
        this(null, null, null, null);
    }

    @Inject
    public IncidentsResource(Incidents incidents, GivenUpMessages givenUp, Audit audit, Principal caller) {
        this.incidents = incidents;
        this.givenUp = givenUp;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<IncidentJson> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        int most = QueryParameters.limit(limit);
        var found = incidents.before(Cursor.readDescending("incidents", cursor), most + 1);
        return Page.of("incidents", found, most, Incident::id, IncidentJson::of);
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response replay(@PathParam("id") String id) {
        long incident = Ids.number(id).orElseThrow(() -> Problem.notFound("incident of that id"));
        switch (givenUp.replay(incident)) {
            case SENT -> audit.record(caller.getName(), "replay-message", "incident " + incident);
            case SENT_BEFORE -> throw Problem.conflict("the message of this incident was sent again before");
            case UNKNOWN -> throw Problem.notFound("message kept beside that incident");
        }
        return Response.accepted(Map.of("incident", incident)).build();
    }
}

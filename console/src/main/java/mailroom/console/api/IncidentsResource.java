package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.OPERATOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import mailroom.mail.Incidents;
import mailroom.mail.Incidents.Incident;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that was refused, skipped or given up. */
@Path("incidents")
@RequestScoped
@Tag(name = "Incidents")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class IncidentsResource {

    private final Incidents incidents;

    IncidentsResource() {
        this(null);
    }

    @Inject
    public IncidentsResource(Incidents incidents) {
        this.incidents = incidents;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    @Operation(summary = "Incidents, the newest first")
    public Page<IncidentJson> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        int most = Parameters.limit(limit);
        var found = incidents.before(Cursor.readDescending("incidents", cursor), most + 1);
        return Page.of("incidents", found, most, Incident::id, IncidentJson::of);
    }
}

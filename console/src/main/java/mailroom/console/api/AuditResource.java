package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;

/** Who read which mail, and who steered what. */
@Path("audit")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class AuditResource {

    private final Audit audit;

    AuditResource() {
        this(null);
    }

    @Inject
    public AuditResource(Audit audit) {
        this.audit = audit;
    }

    @GET
    @RolesAllowed(ADMIN)
    public Page<AuditJson> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        int most = QueryParameters.limit(limit);
        var found = audit.before(Cursor.readDescending("audit", cursor), most + 1);
        return Page.of("audit", found, most, Audit.Entry::id, AuditJson::of);
    }
}

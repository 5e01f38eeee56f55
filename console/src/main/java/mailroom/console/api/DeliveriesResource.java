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
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;
import mailroom.routing.Deliveries;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryState;

/** Routed mail on its way to destinations. */
@Path("deliveries")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class DeliveriesResource {

    private final Deliveries deliveries;
    private final Audit audit;
    private final Principal caller;

    DeliveriesResource() {
        this(null, null, null);
    }

    @Inject
    public DeliveriesResource(Deliveries deliveries, Audit audit, Principal caller) {
        this.deliveries = deliveries;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<DeliveryJson> list(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        int most = QueryParameters.limit(limit);
        var wanted = QueryParameters.word("state", DeliveryState.class, state);
        var found = deliveries.list(wanted, Cursor.readDescending("deliveries", cursor), most + 1);
        return Page.of("deliveries", found, most, Delivery::id, DeliveryJson::of);
    }

    @POST
    @Path("{id}/retry")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response retry(@PathParam("id") String id) {
        long number = find(id).id();
        if (!deliveries.retry(number)) {
            throw Problem.conflict("only a failed delivery can be retried");
        }
        audit.record(caller.getName(), "retry-delivery", id);
        return Response.accepted(DeliveryJson.of(find(id))).build();
    }

    private Delivery find(String id) {
        return Ids.number(id).flatMap(deliveries::find).orElseThrow(() -> Problem.notFound("delivery of that id"));
    }
}

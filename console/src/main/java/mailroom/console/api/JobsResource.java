package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.OPERATOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;
import mailroom.console.request.RequestBody;
import mailroom.schedule.Jobs;
import mailroom.schedule.Jobs.Execution;

/** Lists the executions of batch jobs. */
@Path("jobs")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JobsResource {

    static final Set<String> STATUSES =
            Set.of("STARTING", "STARTED", "STOPPING", "STOPPED", "FAILED", "COMPLETED", "ABANDONED");

    private final Jobs jobs;
    private final Audit audit;
    private final Principal caller;

    JobsResource() {
        this(null, null, null);
    }

    @Inject
    public JobsResource(Jobs jobs, Audit audit, Principal caller) {
        this.jobs = jobs;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<JobJson> list(
            @QueryParam("name") String name,
            @QueryParam("status") String status,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        int most = QueryParameters.limit(limit);
        long before = Cursor.readDescending("jobs", cursor);
        List<Execution> found = jobs.executions(
                QueryParameters.text("name", name),
                QueryParameters.text("status", status).map(JobsResource::status),
                before,
                most + 1);
        return Page.of("jobs", found, most, Execution::executionId, JobJson::of);
    }

    private static String status(String text) {
        String status = text.toUpperCase(Locale.ROOT);
        if (!STATUSES.contains(status)) {
            throw Problem.badParameter(
                    "status", String.join(", ", STATUSES.stream().sorted().toList()));
        }
        return status;
    }

    @GET
    @Path("{executionId}")
    @RolesAllowed({ADMIN, OPERATOR})
    public JobJson get(@PathParam("executionId") String executionId) {
        return JobJson.of(find(executionId));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, OPERATOR})
    public Response start(InputStream body) throws IOException {
        JsonObject wanted = RequestBody.object(body, RequestBody.SMALL);
        RequestBody.onlyFields(wanted, Set.of("name", "parameters"));
        String name = RequestBody.string(wanted, "name");
        try {
            Execution started = jobs.start(name, RequestBody.strings(wanted, "parameters"));
            return accepted("start-job", started);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, e.getMessage()).thrown();
        } catch (IllegalStateException e) {
            throw Problem.conflict(e.getMessage());
        }
    }

    @POST
    @Path("{executionId}/stop")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response stop(@PathParam("executionId") String executionId) {
        return steered("stop-job", executionId, jobs::stop);
    }

    @POST
    @Path("{executionId}/restart")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response restart(@PathParam("executionId") String executionId) {
        return steered("restart-job", executionId, jobs::restart);
    }

    private Response steered(String action, String executionId, LongFunction<Execution> steer) {
        long id = find(executionId).executionId();
        try {
            return accepted(action, steer.apply(id));
        } catch (IllegalStateException e) {
            throw Problem.conflict(e.getMessage());
        }
    }

    private Response accepted(String action, Execution execution) {
        audit.record(caller.getName(), action, execution.job() + " " + execution.executionId());
        return Response.accepted(JobJson.of(execution)).build();
    }

    private Execution find(String executionId) {
        return Ids.number(executionId)
                .flatMap(jobs::execution)
                .orElseThrow(() -> Problem.notFound("execution of that id"));
    }
}

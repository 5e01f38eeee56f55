package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.AUDITOR;
import static mailroom.console.access.Roles.OPERATOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;
import mailroom.console.request.RequestBody;
import mailroom.folder.OwedMail;
import mailroom.folder.OwedMails;
import mailroom.home.Home;
import mailroom.mailbox.MailboxControl;
import mailroom.settings.MailboxSettings;
import mailroom.settings.SettingsRefused;
import mailroom.settings.yaml.SettingsReader;

/** The mailboxes: what they do and how to steer them. */
@Path("mailboxes")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class MailboxesResource {

    private final MailboxControl mailboxes;
    private final OwedMails owed;
    private final Home home;
    private final Audit audit;
    private final Principal caller;

    MailboxesResource() {
        this(null, null, null, null, null);
    }

    @Inject
    public MailboxesResource(MailboxControl mailboxes, OwedMails owed, Home home, Audit audit, Principal caller) {
        this.mailboxes = mailboxes;
        this.owed = owed;
        this.home = home;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ADMIN, OPERATOR, AUDITOR})
    public Page<MailboxJson> list() {
        return new Page<>(mailboxes.reports().stream().map(MailboxJson::of).toList(), null);
    }

    @GET
    @Path("{name}")
    @RolesAllowed({ADMIN, OPERATOR, AUDITOR})
    public MailboxJson get(@PathParam("name") String name) {
        return mailboxes.report(name).map(MailboxJson::of).orElseThrow(MailboxesResource::none);
    }

    @GET
    @Path("{name}/owed")
    @RolesAllowed({ADMIN, OPERATOR, AUDITOR})
    public Page<OwedJson> owed(
            @PathParam("name") String name,
            @QueryParam("folder") String folder,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        int most = QueryParameters.limit(limit);
        mailboxes.report(name).orElseThrow(MailboxesResource::none);
        var found =
                owed.of(name, QueryParameters.text("folder", folder), Cursor.readDescending("owed", cursor), most + 1);
        return Page.of("owed", found, most, OwedMail::id, OwedJson::of);
    }

    @POST
    @Path("{name}/sync")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response sync(@PathParam("name") String name) {
        return steered("sync-mailbox", name, mailboxes.sync(name));
    }

    @POST
    @Path("{name}/compare")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response compare(@PathParam("name") String name) {
        return steered("compare-mailbox", name, mailboxes.compare(name));
    }

    @POST
    @Path("{name}/pause")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response pause(@PathParam("name") String name) {
        return steered("pause-mailbox", name, mailboxes.pause(name));
    }

    @POST
    @Path("{name}/resume")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response resume(@PathParam("name") String name) {
        return steered("resume-mailbox", name, mailboxes.resume(name));
    }

    /** Takes one mailbox as in mailroom.yaml; its secrets are references, which only an administrator may resolve. */
    @POST
    @Path("test")
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "text/yaml", MediaType.TEXT_PLAIN})
    @RolesAllowed(ADMIN)
    public MailboxTestJson test(InputStream body) throws IOException {
        String yaml = RequestBody.text(body, RequestBody.SMALL);
        try {
            MailboxSettings settings = new SettingsReader(home, System::getenv).readMailbox(yaml);
            audit.record(caller.getName(), "test-mailbox", settings.name() + " at " + settings.server());
            return MailboxTestJson.of(mailboxes.test(settings));
        } catch (SettingsRefused e) {
            throw Problem.of(400, e.getMessage()).thrown();
        }
    }

    private Response steered(String action, String name, boolean found) {
        if (!found) {
            throw none();
        }
        audit.record(caller.getName(), action, name);
        return Response.accepted(get(name)).build();
    }

    private static RuntimeException none() {
        return Problem.notFound("mailbox of that name in mailroom.yaml");
    }
}

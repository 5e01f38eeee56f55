package mailroom.console.api;

import static mailroom.console.access.Roles.ADMIN;
import static mailroom.console.access.Roles.AUDITOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Supplier;
import mailroom.archive.Archive;
import mailroom.audit.Audit;
import mailroom.console.problem.Problem;
import mailroom.mail.ArchivedMail;
import mailroom.mail.MailPage;
import mailroom.mail.MailQuery;
import mailroom.mail.Mails;

/** The archive's mails. Each reading is audited before it happens. */
@Path("mails")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class MailsResource {

    private static final String LIST = "mails";

    private final Mails mails;
    private final Archive archive;
    private final Audit audit;
    private final Principal caller;

    MailsResource() {
        this(null, null, null, null);
    }

    @Inject
    public MailsResource(Mails mails, Archive archive, Audit audit, Principal caller) {
        this.mails = mails;
        this.archive = archive;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ADMIN, AUDITOR})
    public Page<MailJson> list(
            @QueryParam("mailbox") String mailbox,
            @QueryParam("folder") String folder,
            @QueryParam("after") String after,
            @QueryParam("before") String before,
            @QueryParam("messageId") String messageId,
            @QueryParam("from") String from,
            @QueryParam("subject") String subject,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit,
            @Context UriInfo request) {
        MailQuery query = query(() -> new MailQuery(
                QueryParameters.text("mailbox", mailbox),
                QueryParameters.text("folder", folder),
                QueryParameters.time("after", after),
                QueryParameters.time("before", before),
                QueryParameters.text("messageId", messageId),
                QueryParameters.text("from", from),
                QueryParameters.text("subject", subject),
                QueryParameters.limit(limit),
                Cursor.read(LIST, cursor)));
        audit.record(
                caller.getName(),
                "search-mail",
                Optional.ofNullable(request.getRequestUri().getRawQuery()).orElse(""));
        MailPage page = mails.search(query);
        return new Page<>(
                page.items().stream().map(MailJson::of).toList(),
                page.next().map(next -> Cursor.after(LIST, next)).orElse(null));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, AUDITOR})
    public MailJson get(@PathParam("id") String id) {
        ArchivedMail mail = find(id);
        audit.record(caller.getName(), "read-metadata", id);
        return MailJson.of(mail);
    }

    @GET
    @Path("{id}/raw")
    @Produces({"message/rfc822", Problem.MEDIA_TYPE})
    @RolesAllowed({ADMIN, AUDITOR})
    public Response raw(@PathParam("id") String id, @Context Request request) throws IOException {
        ArchivedMail mail = find(id);
        audit.record(caller.getName(), "read-mail", id);
        return Response.ok(bytes(mail, request), "message/rfc822")
                .header(HttpHeaders.CONTENT_LENGTH, mail.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + mail.id() + ".eml\"")
                .build();
    }

    private Object bytes(ArchivedMail mail, Request request) throws IOException {
        if (request.getMethod().equals("HEAD")) {
            return new byte[0];
        }
        InputStream bytes = archive.open(mail.id()).orElseThrow(MailsResource::none);
        return bytes;
    }

    private ArchivedMail find(String id) {
        return Ids.mail(id).flatMap(mails::find).orElseThrow(MailsResource::none);
    }

    private static MailQuery query(Supplier<MailQuery> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException notOurCursor) {
            throw Cursor.foreign();
        }
    }

    private static RuntimeException none() {
        return Problem.notFound("mail of that id");
    }
}

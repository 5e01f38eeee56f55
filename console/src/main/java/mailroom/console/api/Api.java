package mailroom.console.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Everything below {@code /mailroom/api}. */
@ApplicationPath("api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Mailroom",
                        version = "1",
                        description =
                                "Takes mail in from IMAP mailboxes, archives and routes it, sends notifications by"
                                        + " SMTP. Errors are problem details (RFC 9457), times RFC 3339 in UTC; lists have items"
                                        + " and next, an opaque cursor that is absent at the end.",
                        license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "basic"))
@SecurityScheme(
        securitySchemeName = "basic",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "A user of the server's registry with a role: admin, operator, auditor or sender")
public class Api extends Application {}

package mailroom.console.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import mailroom.console.access.Roles;

/** Who looks at the page, and what that person may see and do. */
@Named
@RequestScoped
public class Viewer {

    private final HttpServletRequest request;

    Viewer() {
        this(null);
    }

    @Inject
    public Viewer(HttpServletRequest request) {
        this.request = request;
    }

    public String getName() {
        return request.getRemoteUser();
    }

    public boolean isSteering() {
        return request.isUserInRole(Roles.ADMIN) || request.isUserInRole(Roles.OPERATOR);
    }

    public boolean isReadingMail() {
        return request.isUserInRole(Roles.ADMIN) || request.isUserInRole(Roles.AUDITOR);
    }
}

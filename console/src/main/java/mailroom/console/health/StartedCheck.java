package mailroom.console.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import mailroom.database.Database;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the database has this version's schema. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    @Inject
    Database database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mailroom-started")
                .status(database.dialect() != null)
                .build();
    }
}

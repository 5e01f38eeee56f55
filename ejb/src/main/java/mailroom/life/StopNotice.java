package mailroom.life;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import mailroom.database.Database;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hears that the server begins to stop, or at the latest that the application does. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StopNotice {

    /** A duration as {@code PT20S}; without it the process is not ended, as on a server that others share. */
    static final String LONGEST = "mailroom.stop.longest";

    @Inject
    ServerStop stop;

    @Inject
    Database database;

    private Runnable unregister = () -> {};

    @PostConstruct
    void listen() {
        StopDeadline.applicationStarts();
        // read now: a server that stops knows its variables no longer
        Optional<Duration> longest =
                ConfigProvider.getConfig(StopNotice.class.getClassLoader()).getOptionalValue(LONGEST, Duration.class);
        unregister = LibertyStop.tell(database.dataSource(), () -> serverStops(longest));
    }

    private void serverStops(Optional<Duration> longest) {
        longest.ifPresent(StopDeadline::endAfter);
        stop.begin();
    }

    @PreDestroy
    void applicationStops() {
        unregister.run();
        stop.begin();
    }
}

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
        unregister = LibertyStop.tell(database.dataSource(), this::serverStops);
    }

    private void serverStops() {
        ConfigProvider.getConfig(StopNotice.class.getClassLoader())
                .getOptionalValue(LONGEST, Duration.class)
                .ifPresent(StopDeadline::endAfter);
        stop.begin();
    }

    @PreDestroy
    void applicationStops() {
        unregister.run();
        stop.begin();
    }
}

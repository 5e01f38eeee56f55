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
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Hears that the server stops. Its entry in {@code ejb-jar.xml} has Liberty take it away at the beginning of a stop,
 * before the server waits up to half a minute for what is in progress; elsewhere it goes with the application.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StopNotice {

    /** A duration as {@code PT20S}; without it the process is not ended, as on a server that others share. */
    static final String LONGEST = "mailroom.stop.longest";

    @Inject
    ServerStop stop;

    @PostConstruct
    void begin() {
        StopDeadline.applicationStarts();
    }

    @PreDestroy
    void tell() {
        ConfigProvider.getConfig().getOptionalValue(LONGEST, Duration.class).ifPresent(StopDeadline::endAfter);
        stop.begin();
    }
}

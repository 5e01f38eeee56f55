package mailroom.watch;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The logins at any address of the server that failed or had to wait, as its library {@code doors} counts them. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class LoginGauges {

    static final String FAILED = "mailroom_logins_failed";
    static final String REFUSED = "mailroom_logins_refused";

    private static final String COUNTS = "mailroom:type=Logins";

    @Inject
    MetricRegistry registry;

    @PostConstruct
    void start() {
        gauge(FAILED, "Logins with a wrong password since the server started", "Failed");
        gauge(REFUSED, "Logins that had to wait because too many had failed before them", "Refused");
    }

    private void gauge(String name, String description, String attribute) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, () -> read(attribute));
    }

    /** Gives NaN on a server without the library. */
    private static double read(String attribute) {
        try {
            Object count = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(COUNTS), attribute);
            return ((Number) count).doubleValue();
        } catch (JMException absent) {
            return Double.NaN;
        }
    }
}

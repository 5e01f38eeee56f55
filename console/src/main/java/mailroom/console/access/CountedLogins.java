package mailroom.console.access;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The wrong passwords that the server's library {@code doors} counts at all addresses. */
final class CountedLogins {

    private static final System.Logger LOG = System.getLogger(CountedLogins.class.getName());
    private static final String COUNTS = "mailroom:type=Logins";

    private CountedLogins() {}

    /** One failed login of this user was none. */
    static void forgive(String client, String user) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COUNTS), "forgive", new Object[] {client, user}, new String[] {
                        String.class.getName(), String.class.getName()
                    });
        } catch (JMException absent) {
            LOG.log(System.Logger.Level.DEBUG, "nobody counts failed logins", absent);
        }
    }
}

package mailroom.doors;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The one guard of the server and what it remembers, which Liberty's two hooks share: it makes an instance of each for itself. */
final class Logins implements LoginsMXBean {

    static final LoginGuard GUARD = new LoginGuard(System::nanoTime);
    static final RightPasswords RIGHT = new RightPasswords(System::nanoTime);

    private static final System.Logger LOG = System.getLogger(Logins.class.getName());
    private static final String NAME = "mailroom:type=Logins";

    /** A later one, of a library that was read anew, takes the place of the one before it. */
    static void show() {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new Logins(), name);
        } catch (JMException e) {
            LOG.log(System.Logger.Level.WARNING, "failed logins are limited, but not counted in the metrics", e);
        }
    }

    @Override
    public long getFailed() {
        return GUARD.failed();
    }

    @Override
    public long getRefused() {
        return GUARD.refused();
    }

    @Override
    public void forgive(String client, String user) {
        GUARD.forgive(Client.of(client), BasicLogin.folded(user));
    }
}

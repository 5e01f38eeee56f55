package mailroom.life;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;

/**
 * Has Liberty tell that it begins to stop: before it takes the application away it waits up to half a minute for what is
 * in progress, and an application hears nothing of that. Its interface for listeners is one for extensions of the
 * server, so it is reached through the class loader of one of its own classes; on another server nothing is told.
 */
final class LibertyStop {

    private static final System.Logger LOG = System.getLogger(LibertyStop.class.getName());
    private static final String LISTENER = "com.ibm.wsspi.kernel.service.utils.ServerQuiesceListener";

    private LibertyStop() {}

    /**
     * @param ofTheServer any object that the server made, such as a data source
     * @return ends the telling; the application may stop alone
     */
    static Runnable tell(Object ofTheServer, Runnable stopBegins) {
        try {
            ClassLoader server = ofTheServer.getClass().getClassLoader();
            Class<?> type = server.loadClass(LISTENER);
            Object listener = Proxy.newProxyInstance(
                    server,
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> answer(proxy, method, arguments, stopBegins));
            Object registration = register(server, ofTheServer.getClass(), listener);
            Method unregister =
                    server.loadClass("org.osgi.framework.ServiceRegistration").getMethod("unregister");
            return () -> unregister(unregister, registration);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "this server does not tell when it begins to stop: {0}", e.toString());
            return () -> {};
        }
    }

    private static Object register(ClassLoader server, Class<?> ofTheServer, Object listener)
            throws ReflectiveOperationException {
        Object bundle = server.loadClass("org.osgi.framework.FrameworkUtil")
                .getMethod("getBundle", Class.class)
                .invoke(null, ofTheServer);
        Object context = server.loadClass("org.osgi.framework.Bundle")
                .getMethod("getBundleContext")
                .invoke(bundle);
        return server.loadClass("org.osgi.framework.BundleContext")
                .getMethod("registerService", String.class, Object.class, Dictionary.class)
                .invoke(context, LISTENER, listener, new Hashtable<String, Object>());
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable stopBegins) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "the stop of Mailroom";
            default -> {
                stopBegins.run();
                yield null;
            }
        };
    }

    private static void unregister(Method unregister, Object registration) {
        try {
            unregister.invoke(registration);
        } catch (ReflectiveOperationException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the server has stopped already", gone);
        }
    }
}

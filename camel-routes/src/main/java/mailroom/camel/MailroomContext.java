package mailroom.camel;

import java.util.concurrent.TimeUnit;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ThreadPoolFactory;
import org.apache.camel.support.DefaultRegistry;

/** How Mailroom wants a Camel context: named in JMX, secrets masked there, no mail traced, a stop that ends. */
public final class MailroomContext {

    static final String NAME = "mailroom";
    static final long STOP_SECONDS_MAX = 10;

    private MailroomContext() {}

    /** Not started yet and without routes. */
    public static DefaultCamelContext create(BeanRepository beans, ThreadPoolFactory pools) {
        DefaultCamelContext context = new DefaultCamelContext(new DefaultRegistry(beans));
        context.getCamelContextExtension().setName(NAME);
        context.setApplicationContextClassLoader(MailroomContext.class.getClassLoader());
        context.getExecutorServiceManager().setThreadPoolFactory(pools);
        context.getExecutorServiceManager().setThreadNamePattern("Camel (" + NAME + ") thread ##counter# - #name#");
        context.getExecutorServiceManager().setShutdownAwaitTermination(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
        context.getShutdownStrategy().setTimeout(STOP_SECONDS_MAX);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        keepMailsOut(context);
        manage(context);
        ErrorPolicy.applyTo(context);
        return context;
    }

    private static void keepMailsOut(DefaultCamelContext context) {
        context.setTracing(false);
        context.setBacklogTracing(false);
        context.setDebugging(false);
        context.setMessageHistory(false);
        context.setLogMask(true);
        context.setLogExhaustedMessageBody(false);
        context.setStreamCaching(false);
    }

    private static void manage(DefaultCamelContext context) {
        if (context.getManagementStrategy().getManagementAgent() != null) {
            var agent = context.getManagementStrategy().getManagementAgent();
            agent.setMask(true);
            agent.setMBeansLevel(ManagementMBeansLevel.RoutesOnly);
        }
    }
}

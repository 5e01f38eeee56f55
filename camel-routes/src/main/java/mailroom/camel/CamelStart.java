package mailroom.camel;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import mailroom.database.Database;
import mailroom.life.ServerStop;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/**
 * The one Camel context, from the application's start to its stop. Every CDI bean that is a {@link RoutesBuilder} is
 * added to it (let such beans be {@code @Dependent}); who needs more waits for {@link CamelReady}.
 */
@ContextServiceDefinition(
        name = CamelStart.CONTEXT,
        cleared = {},
        unchanged = ContextServiceDefinition.TRANSACTION,
        propagated = ContextServiceDefinition.ALL_REMAINING)
@ManagedThreadFactoryDefinition(name = CamelStart.THREADS, context = CamelStart.CONTEXT)
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CamelStart {

    private static final System.Logger LOG = System.getLogger(CamelStart.class.getName());

    /**
     * Camel's threads live as long as a mailbox is watched. With a transaction context of their own they would keep a
     * connection of the data source's pool for as long, once they have asked the database anything.
     */
    static final String CONTEXT = "java:module/concurrent/mailroomContext";

    static final String THREADS = "java:module/concurrent/mailroomThreads";

    @Resource(lookup = THREADS)
    ManagedThreadFactory threads;

    @Inject
    BeanManager beans;

    /** Named here so that the container makes it first and takes it away last. */
    @Inject
    Database database;

    @Inject
    @Any
    Instance<RoutesBuilder> routes;

    @Inject
    Event<CamelReady> ready;

    @Inject
    ServerStop stop;

    private CamelContext context;

    @PostConstruct
    void start() {
        database.dialect();
        context = MailroomContext.create(new CdiBeans(beans), new ManagedThreadPools(threads));
        try {
            for (RoutesBuilder builder : routes) {
                context.addRoutes(builder);
            }
            context.start();
        } catch (Exception e) {
            end();
            throw new IllegalStateException("the Camel context does not start: " + e.getMessage(), e);
        }
        stop.whenItBegins(() -> threads.newThread(this::end).start());
        ready.fire(new CamelReady(context));
        LOG.log(System.Logger.Level.INFO, "Camel runs with {0} routes", context.getRoutesSize());
    }

    @PreDestroy
    void end() {
        context.stop();
    }
}

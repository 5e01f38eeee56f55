package mailroom.batch.engine;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mailroom.database.Database;
import mailroom.life.ServerStop;
import org.jberet.repository.JdbcRepository;
import org.jberet.repository.JobRepository;
import org.jberet.spi.JobOperatorContext;

/**
 * JBeret's life in the server: installed before any job starts, with what this server left unfinished marked FAILED;
 * at stop no new job begins, and the running ones have {@link #DRAIN} to end their chunk.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BatchEngine {

    static final Duration DRAIN = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(BatchEngine.class.getName());

    @Inject
    Database database;

    @Inject
    BeanManager beans;

    @Inject
    ServerStop stop;

    @Resource
    ManagedExecutorService executor;

    private Servers servers;
    private JobExecutions executions;
    private JobThreads threads;
    private JobOperator operator;
    private List<Long> leftBehind;
    private volatile boolean open;

    @PostConstruct
    void start() {
        threads = new JobThreads(executor);
        servers = new Servers(database, database.server(), Clock.systemUTC());
        servers.beat();
        JobRepository owned = OwnedExecutions.of(new JdbcRepository(database.dataSource()), servers::own);
        JobOperatorContext context =
                JobOperatorContext.create(new Environment(beans, threads, LibertyTransactions.manager(), owned));
        JobOperatorContext.setJobOperatorContextSelector(() -> context);
        operator = context.getJobOperator();
        executions = new JobExecutions(database);
        leftBehind = servers.takeOverOwn();
        open = true;
        stop.whenItBegins(this::stopAll);
    }

    private void stopAll() {
        open = false;
        servers.unfinishedHere().forEach(this::stop);
    }

    @PreDestroy
    void drain() {
        stopAll();
        if (!threads.awaitIdle(DRAIN)) {
            LOG.log(System.Logger.Level.WARNING, "jobs still run {0} after they were stopped", DRAIN);
        }
    }

    private void stop(long execution) {
        try {
            operator.stop(execution);
        } catch (BatchRuntimeException ended) {
            LOG.log(System.Logger.Level.DEBUG, "execution {0} has ended by itself", execution);
        }
    }

    /** False while the server stops: nothing is started any more. */
    public boolean isOpen() {
        return open;
    }

    public boolean isCrowded() {
        return threads.isCrowded();
    }

    public JobOperator operator() {
        return operator;
    }

    public JobExecutions executions() {
        return executions;
    }

    /**
     * Says that this server lives, at least every {@link Servers#LEASE}, and takes over from those that do not.
     *
     * @return executions of dead servers; they are FAILED now and wait for their restart
     */
    public List<Long> takeOver() {
        return servers.beat() ? servers.takeOverFromTheDead() : List.of();
    }

    /** Executions that this server's last start did not end; they are FAILED now and wait for their restart. */
    public List<Long> leftBehind() {
        return leftBehind;
    }
}

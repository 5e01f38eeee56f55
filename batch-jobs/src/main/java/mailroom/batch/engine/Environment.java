package mailroom.batch.engine;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.TransactionManager;
import java.util.Properties;
import org.jberet.repository.JobRepository;
import org.jberet.spi.ArtifactFactory;
import org.jberet.spi.BatchEnvironment;
import org.jberet.spi.JobTask;
import org.jberet.spi.JobXmlResolver;
import org.jberet.tools.MetaInfBatchJobsJobXmlResolver;

/** What JBeret asks its surroundings for. Job XML comes from {@code META-INF/batch-jobs} of the application alone. */
final class Environment implements BatchEnvironment {

    static final String APPLICATION = "mailroom";

    private final ArtifactFactory artifacts;
    private final JobThreads threads;
    private final TransactionManager transactions;
    private final JobRepository repository;
    private final JobXmlResolver jobXml = new MetaInfBatchJobsJobXmlResolver();

    Environment(BeanManager beans, JobThreads threads, TransactionManager transactions, JobRepository repository) {
        this.artifacts = new NamedArtifacts(beans);
        this.threads = threads;
        this.transactions = transactions;
        this.repository = repository;
    }

    @Override
    public ClassLoader getClassLoader() {
        return Environment.class.getClassLoader();
    }

    @Override
    public ArtifactFactory getArtifactFactory() {
        return artifacts;
    }

    @Override
    public void submitTask(JobTask task) {
        threads.execute(task);
    }

    @Override
    public TransactionManager getTransactionManager() {
        return transactions;
    }

    @Override
    public JobRepository getJobRepository() {
        return repository;
    }

    @Override
    public JobXmlResolver getJobXmlResolver() {
        return jobXml;
    }

    @Override
    public Properties getBatchConfigurationProperties() {
        return new Properties();
    }

    @Override
    public String getApplicationName() {
        return APPLICATION;
    }
}

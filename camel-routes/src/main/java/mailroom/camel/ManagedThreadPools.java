package mailroom.camel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;

/**
 * Camel's pools on the container's threads, so that {@code java:comp}, EJB calls and transactions work inside routes;
 * the names of the threads stay Camel's.
 */
final class ManagedThreadPools extends DefaultThreadPoolFactory {

    private final ThreadFactory managed;

    ManagedThreadPools(ThreadFactory managed) {
        this.managed = managed;
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory named) {
        return super.newCachedThreadPool(managed(named));
    }

    @Override
    public ExecutorService newThreadPool(
            int coreSize,
            int sizeMax,
            long keepAlive,
            TimeUnit unit,
            int queueSizeMax,
            boolean coreMayEnd,
            RejectedExecutionHandler rejected,
            ThreadFactory named) {
        return super.newThreadPool(
                coreSize, sizeMax, keepAlive, unit, queueSizeMax, coreMayEnd, rejected, managed(named));
    }

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory named) {
        return super.newScheduledThreadPool(profile, managed(named));
    }

    private ThreadFactory managed(ThreadFactory named) {
        return task -> {
            Thread thread = managed.newThread(task);
            thread.setName(named.newThread(task).getName());
            return thread;
        };
    }
}

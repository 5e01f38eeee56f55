package mailroom.camel.mailbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;

/**
 * The threads that store windows while the mailboxes' own threads read on: shared, because a mailbox stores for
 * milliseconds and watches for days. A mailbox has one window in store at most, which bounds the queue.
 */
final class StoringThreads {

    static final int MOST = 8;
    private static final long KEPT_SECONDS = 60;

    private StoringThreads() {}

    static ExecutorService of(CamelContext camel, Object owner) {
        var profile = new ThreadPoolProfileBuilder("mailbox-store")
                .poolSize(MOST)
                .maxPoolSize(MOST)
                .maxQueueSize(-1)
                .keepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS)
                .allowCoreThreadTimeOut(true)
                .build();
        return camel.getExecutorServiceManager().newThreadPool(owner, "mailbox-store", profile);
    }
}

package mailroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailroomContextTest {

    private final ThreadGroup container = new ThreadGroup("container");
    private final CamelContext context =
            MailroomContext.create(new SimpleRegistry(), new ManagedThreadPools(task -> new Thread(container, task)));

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void runsEveryPoolOnTheContainersThreads() throws Exception {
        context.start();
        var manager = context.getExecutorServiceManager();
        var pools = new java.util.concurrent.ExecutorService[] {
            manager.newDefaultThreadPool(this, "one"),
            manager.newCachedThreadPool(this, "two"),
            manager.newScheduledThreadPool(this, "three", 1)
        };
        for (var pool : pools) {
            Thread thread = pool.submit(Thread::currentThread).get(5, TimeUnit.SECONDS);
            assertThat(thread.getThreadGroup()).isSameAs(container);
            assertThat(thread.getName()).startsWith("Camel (mailroom) thread");
        }
    }

    @Test
    void handsAnExceptionBackWithoutTryingAgain() throws Exception {
        int[] attempts = {0};
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fails").process(exchange -> {
                    attempts[0]++;
                    throw new IllegalArgumentException("no");
                });
            }
        });
        context.start();
        try (var template = context.createProducerTemplate()) {
            assertThatThrownBy(() -> template.sendBody("direct:fails", "x"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(attempts[0]).isEqualTo(1);
    }
}

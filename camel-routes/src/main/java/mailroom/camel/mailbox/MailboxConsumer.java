package mailroom.camel.mailbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import mailroom.camel.mailbox.fetch.ReadWindow;
import mailroom.camel.mailbox.fetch.WindowStore;
import mailroom.camel.mailbox.watch.MailboxWatch;
import mailroom.intake.Intake;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Runs the watch of one mailbox on a thread of Camel's pools and sends each window through the route. */
final class MailboxConsumer extends DefaultConsumer {

    /** For the end of IDLE and a LOGOUT. */
    private static final long POLITE_END_MILLIS = 500;

    private final MailboxWatch watch;
    private final Intake intake;
    private final ExecutorService storing;
    private ExecutorService reading;

    /** @param storing shared with other mailboxes */
    MailboxConsumer(
            MailboxEndpoint endpoint, Processor processor, MailboxWatch watch, Intake intake, ExecutorService storing) {
        super(endpoint, processor);
        this.watch = watch;
        this.intake = intake;
        this.storing = storing;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var pools = getEndpoint().getCamelContext().getExecutorServiceManager();
        reading = pools.newSingleThreadExecutor(this, "mailbox-" + watch.mailbox());
        watch.arm();
        reading.execute(() -> watch.run(new WindowStore(intake, this::send, storing)));
    }

    private void send(ReadWindow window) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getIn().setBody(window);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            watch.stored(window.window().folder());
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doStop() throws Exception {
        watch.stop();
        reading.shutdown();
        if (!reading.awaitTermination(POLITE_END_MILLIS, TimeUnit.MILLISECONDS)) {
            watch.abort();
        }
        var pools = getEndpoint().getCamelContext().getExecutorServiceManager();
        pools.shutdownGraceful(reading);
        super.doStop();
    }
}

package mailroom.camel.smtp;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import mailroom.camel.host.HostAddresses;
import mailroom.life.ServerStop;
import mailroom.outbound.Envelope;
import mailroom.outbound.SmtpOutcome;
import mailroom.settings.RelaySettings;
import mailroom.settings.SettingsChanged;

/** Sends mails over kept connections, for each relay as many and as fast as its settings allow. */
@ApplicationScoped
public class RelayConnections {

    private final Map<RelaySettings, RelayPool> pools = new ConcurrentHashMap<>();
    private final SmtpTimeouts timeouts;
    private final HostAddresses addresses;
    private ScheduledExecutorService watch;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    ServerStop stop;

    public RelayConnections() {
        this.timeouts = SmtpTimeouts.DEFAULT;
        this.addresses = HostAddresses.SYSTEM;
    }

    /** Serves tests outside a container. */
    RelayConnections(ThreadFactory threads, SmtpTimeouts timeouts, HostAddresses addresses) {
        this.timeouts = timeouts;
        this.addresses = addresses;
        this.watch = watchOn(threads);
    }

    private synchronized ScheduledExecutorService watch() {
        if (watch == null) {
            watch = watchOn(threads);
        }
        return watch;
    }

    private ScheduledExecutorService watchOn(ThreadFactory factory) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(factory);
        long every = RelayPool.KEPT_IDLE.toMillis();
        executor.scheduleWithFixedDelay(
                () -> pools.values().forEach(pool -> pool.closeIdleLongerThan(RelayPool.KEPT_IDLE)),
                every,
                every,
                TimeUnit.MILLISECONDS);
        return executor;
    }

    /** As {@link #send(List, Envelope, OutgoingMail)} where there is one relay. */
    public Map<String, SmtpOutcome> send(RelaySettings relay, Envelope envelope, OutgoingMail mail) {
        return send(List.of(relay), envelope, mail);
    }

    /**
     * An outcome for each recipient of the envelope, whatever happens. A mail is never changed on its way, because that
     * would break its signatures: what a relay does not offer to take is not sent to it.
     *
     * @param candidates the first is the mail's own; the next has its turn where one takes no such mail
     */
    public Map<String, SmtpOutcome> send(List<RelaySettings> candidates, Envelope envelope, OutgoingMail mail) {
        if (mail.longestLine() > OutgoingMail.LONGEST_LINE) {
            return all(
                    envelope,
                    SmtpOutcome.failed("the mail has a line of " + mail.longestLine() + " bytes, SMTP carries "
                            + OutgoingMail.LONGEST_LINE
                            + " (RFC 5321, 4.5.3.1.6), and a mail is not changed on its way:"
                            + " pipe such mails to a destination, or fetch it from the archive"));
        }
        List<String> refusals = new ArrayList<>();
        for (RelaySettings relay : candidates) {
            try {
                return sendBy(relay, envelope, mail);
            } catch (MailUnfit unfit) {
                refusals.add("relay " + relay.name() + " " + unfit.getMessage());
            }
        }
        return all(
                envelope,
                SmtpOutcome.failed(String.join("; ", refusals)
                        + ": name a relay in mailroom.yaml that takes it, or pipe such mails to a destination"));
    }

    private Map<String, SmtpOutcome> sendBy(RelaySettings relay, Envelope envelope, OutgoingMail mail)
            throws MailUnfit {
        try {
            return pools.computeIfAbsent(relay, settings -> new RelayPool(settings, timeouts, addresses, watch()))
                    .send(envelope, mail);
        } catch (MailUnfit unfit) {
            throw unfit;
        } catch (IOException e) {
            return all(envelope, SmtpOutcome.deferred(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all(envelope, SmtpOutcome.deferred("the server stops"));
        }
    }

    private static Map<String, SmtpOutcome> all(Envelope envelope, SmtpOutcome outcome) {
        Map<String, SmtpOutcome> outcomes = new LinkedHashMap<>();
        envelope.recipients().forEach(recipient -> outcomes.put(recipient, outcome));
        return outcomes;
    }

    void follow(@Observes SettingsChanged change) {
        for (RelaySettings relay : pools.keySet()) {
            if (!change.now().relays().containsValue(relay)) {
                pools.remove(relay).close();
            }
        }
    }

    @PostConstruct
    void endWithTheServer() {
        stop.whenItBegins(() -> pools.values().forEach(RelayPool::breakOff));
    }

    @PreDestroy
    void close() {
        pools.values().forEach(RelayPool::close);
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}

package mailroom.schedule;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import mailroom.life.ServerStop;
import mailroom.outbound.SubmissionClaims;
import mailroom.routing.DeliveryClaims;
import mailroom.settings.CurrentSettings;
import mailroom.watch.CertificateWatch;
import mailroom.watch.DiskWatch;
import mailroom.watch.TokenWatch;

/**
 * Every timer of Mailroom. Each run looks at the rows, so that one too many, one too late or one lost changes nothing.
 * Only the daily one is persistent: missed while the server was down, it is caught up once.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailTimers {

    /** A backlog drains by this in each run and lane, so that the queue itself stays short. */
    static final int WOKEN_AT_ONCE = 500;

    private static final System.Logger LOG = System.getLogger(MailTimers.class.getName());

    @Inject
    DeliveryClaims deliveryClaims;

    @Inject
    SubmissionClaims submissionClaims;

    @Inject
    Instance<Jobs> jobs;

    @Inject
    Digest digest;

    @Inject
    ServerStop stop;

    @Inject
    DiskWatch disks;

    @Inject
    TokenWatch tokens;

    @Inject
    CertificateWatch certificate;

    @Inject
    CurrentSettings settings;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "due deliveries")
    void wakeDeliveries() {
        run("waking deliveries", () -> deliveryClaims.wakeDue(WOKEN_AT_ONCE));
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false, info = "due submissions")
    void wakeSubmissions() {
        run("waking submissions", () -> submissionClaims.wakeDue(WOKEN_AT_ONCE));
    }

    @Schedule(hour = "*", minute = "*", second = "15/30", persistent = false, info = "jobs with work left")
    void wakeJobs() {
        run("waking jobs", () -> jobs.forEach(Jobs::wakeAll));
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "room on the disks")
    void watchDisks() {
        run("watching the disks", () -> disks.look());
    }

    @Schedule(hour = "*", minute = "*", second = "50", persistent = false, info = "ends of refresh tokens")
    void watchTokens() {
        run("watching the tokens", () -> tokens.look());
    }

    @Schedule(hour = "*", minute = "*/10", second = "20", persistent = false, info = "end of the certificate")
    void watchCertificate() {
        run("watching the certificate", () -> certificate.look());
    }

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false, info = "daily digest")
    void sendDigest() {
        run("the digest", () -> digest.sendWhenDue());
    }

    @Schedule(hour = "3", minute = "17", info = "old job executions")
    void purgeExecutions() {
        Instant before = Instant.now().minus(settings.get().keepExecutions());
        run("purging executions", () -> jobs.forEach(each -> each.purge(before)));
    }

    /** An exception would make the container repeat at once and then forget the timer. */
    private void run(String what, Runnable task) {
        if (stop.hasBegun()) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, what + " failed, the next run tries again", e);
        }
    }
}

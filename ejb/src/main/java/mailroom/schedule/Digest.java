package mailroom.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import mailroom.mailbox.MailboxControl;
import mailroom.mailbox.MailboxReport;
import mailroom.notification.Notification;
import mailroom.outbound.AcceptedMeanwhile;
import mailroom.outbound.IdempotencyConflict;
import mailroom.outbound.Outbox;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;

/**
 * The daily digest to the administrators: figures and mailboxes in trouble, no mail content. Its idempotency key is the
 * day, so that it goes out once a day, after a downtime too.
 */
@ApplicationScoped
public class Digest {

    private final CurrentSettings settings;
    private final Outbox outbox;
    private final DayFigures figures;
    private final Iterable<MailboxControl> mailboxes;
    private final Clock clock;

    Digest() {
        this(null, null, null, List.of(), null);
    }

    @Inject
    Digest(CurrentSettings settings, Outbox outbox, DayFigures figures, Instance<MailboxControl> mailboxes) {
        this(settings, outbox, figures, mailboxes, Clock.systemDefaultZone());
    }

    Digest(
            CurrentSettings settings,
            Outbox outbox,
            DayFigures figures,
            Iterable<MailboxControl> mailboxes,
            Clock clock) {
        this.settings = settings;
        this.outbox = outbox;
        this.figures = figures;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    void sendWhenDue() {
        DigestSettings digest = settings.get().digest();
        ZonedDateTime now = ZonedDateTime.now(clock);
        String key = "digest-" + now.toLocalDate();
        if (digest.isOn() && !now.toLocalTime().isBefore(digest.at()) && !outbox.knowsOwn(key)) {
            send(digest, now.toLocalDate(), key);
        }
    }

    private void send(DigestSettings digest, LocalDate day, String key) {
        String text = figures.ofTheDayBefore(clock.instant()) + "\n" + troubles();
        try {
            outbox.acceptOwn(Notification.text(digest.to(), "Mailroom digest " + day, text, digest.relay()), key);
        } catch (IdempotencyConflict | AcceptedMeanwhile sentByAnother) {
            System.getLogger(Digest.class.getName())
                    .log(System.Logger.Level.DEBUG, "the digest of {0} was sent by another server", day);
        }
    }

    private String troubles() {
        StringBuilder lines = new StringBuilder();
        for (MailboxControl control : mailboxes) {
            for (MailboxReport report : control.reports()) {
                report.problem().ifPresent(problem -> lines.append("mailbox ")
                        .append(report.name())
                        .append(": ")
                        .append(problem.kind().word())
                        .append(" since ")
                        .append(problem.since())
                        .append('\n'));
            }
        }
        return lines.isEmpty() ? "No mailbox is in trouble.\n" : lines.toString();
    }
}

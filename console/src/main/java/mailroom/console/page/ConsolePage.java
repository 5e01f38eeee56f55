package mailroom.console.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mailroom.audit.Audit;
import mailroom.incident.Incidents;
import mailroom.mail.MailQuery;
import mailroom.mail.Mails;
import mailroom.mail.Progress;
import mailroom.mailbox.MailboxControl;
import mailroom.outbound.SubmissionQuery;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;

/** What the page shows, read once a request and within limits. */
@Named("console")
@RequestScoped
public class ConsolePage {

    private static final int MOST_MAILS = 15;
    private static final int MOST_ROWS = 10;

    private final Instant now = Instant.now();

    @Inject
    Viewer viewer;

    @Inject
    Audit audit;

    @Inject
    CurrentSettings settings;

    @Inject
    Instance<MailboxControl> mailboxControl;

    @Inject
    Instance<Jobs> batchJobs;

    @Inject
    Mails archivedMails;

    @Inject
    Progress progress;

    @Inject
    Deliveries routedDeliveries;

    @Inject
    Submissions outgoing;

    @Inject
    Incidents recorded;

    private Panel<MailboxOnPage> mailboxes;
    private Panel<Counts> counts;
    private Panel<MailOnPage> mails;
    private Panel<JobOnPage> jobs;
    private Panel<DeliveryOnPage> deliveries;
    private Panel<SubmissionOnPage> submissions;
    private Panel<IncidentOnPage> incidents;

    /** Once when the page opens, not with each of its own updates. */
    public void opened() {
        if (viewer.isReadingMail() && !FacesContext.getCurrentInstance().isPostback()) {
            audit.record(viewer.getName(), "view-latest-mails", "console");
        }
    }

    public String getTime() {
        return Shown.clock(now);
    }

    /** What needs a person, the most urgent first. */
    public List<String> getAttention() {
        List<String> attention = new ArrayList<>();
        settings.lastRefusal()
                .ifPresent(refused -> attention.add(
                        "mailroom.yaml is refused, the last good one stays in force: " + refused.getMessage()));
        List<String> still = getMailboxes().getRows().stream()
                .filter(MailboxOnPage::isStandingStill)
                .map(MailboxOnPage::getName)
                .toList();
        if (!still.isEmpty()) {
            attention.add((still.size() == 1 ? "1 mailbox stands still: " : still.size() + " mailboxes stand still: ")
                    + Shown.text(String.join(", ", still)));
        }
        getCounts().first().ifPresent(all -> {
            add(
                    attention,
                    all.getUndelivered(),
                    "delivery",
                    "deliveries",
                    "failed: retry once the destination is healed");
            add(attention, all.getUnsent(), "submission", "submissions", "failed");
            add(attention, all.getUncertain(), "submission", "submissions", "uncertain: perhaps sent, perhaps not");
        });
        return attention;
    }

    private static void add(List<String> attention, long count, String one, String many, String what) {
        if (count > 0) {
            attention.add(count + " " + (count == 1 ? one : many) + " " + what);
        }
    }

    public Panel<MailboxOnPage> getMailboxes() {
        if (mailboxes == null) {
            mailboxes = Panel.of("mailboxes", () -> mailboxControl.get().reports().stream()
                    .map(report -> new MailboxOnPage(report, now))
                    .sorted(Comparator.comparing(MailboxOnPage::isStandingStill).reversed())
                    .toList());
        }
        return mailboxes;
    }

    public Panel<Counts> getCounts() {
        if (counts == null) {
            counts = Panel.of(
                    "counts",
                    () -> List.of(new Counts(
                            progress.countsByState(),
                            progress.parseProblems(),
                            archivedMails.sightings(),
                            archivedMails.archiveBytes(),
                            routedDeliveries.counts(),
                            outgoing.counts())));
        }
        return counts;
    }

    public Panel<MailOnPage> getMails() {
        if (mails == null) {
            mails = Panel.of("mails", () -> archivedMails.search(MailQuery.latest(MOST_MAILS)).items().stream()
                    .map(mail -> new MailOnPage(mail, viewer.isReadingMail(), now))
                    .toList());
        }
        return mails;
    }

    public Panel<JobOnPage> getJobs() {
        if (jobs == null) {
            jobs = Panel.of(
                    "jobs", () -> batchJobs.get().executions(Optional.empty(), Optional.empty(), MOST_ROWS).stream()
                            .map(execution -> new JobOnPage(execution, now))
                            .toList());
        }
        return jobs;
    }

    public Panel<DeliveryOnPage> getDeliveries() {
        if (deliveries == null) {
            deliveries = Panel.of(
                    "deliveries", () -> routedDeliveries.list(Optional.empty(), Long.MAX_VALUE, MOST_ROWS).stream()
                            .map(delivery -> new DeliveryOnPage(delivery, now))
                            .toList());
        }
        return deliveries;
    }

    public Panel<SubmissionOnPage> getSubmissions() {
        if (submissions == null) {
            submissions =
                    Panel.of("submissions", () -> outgoing.list(SubmissionQuery.latest(MOST_ROWS)).items().stream()
                            .map(submission -> new SubmissionOnPage(submission, viewer.isReadingMail(), now))
                            .toList());
        }
        return submissions;
    }

    public Panel<IncidentOnPage> getIncidents() {
        if (incidents == null) {
            incidents = Panel.of("incidents", () -> recorded.latest(MOST_ROWS).stream()
                    .map(incident -> new IncidentOnPage(incident, now))
                    .toList());
        }
        return incidents;
    }
}

package mailroom.camel.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mailroom.archive.ArchiveHeld;
import mailroom.camel.smtp.RelayConnections;
import mailroom.outbound.Attempt;
import mailroom.outbound.SmtpOutcome;
import mailroom.outbound.Submission;
import mailroom.outbound.Submissions;
import mailroom.outbound.redirect.ArchivedMails;
import mailroom.settings.CurrentSettings;
import mailroom.settings.RelaySettings;

/** Hands a claimed submission to its relay. */
@ApplicationScoped
public class RelaySender {

    private final CurrentSettings settings;
    private final Submissions submissions;
    private final ArchivedMails archive;
    private final RelayConnections relays;

    RelaySender() {
        this(null, null, null, null);
    }

    @Inject
    RelaySender(CurrentSettings settings, Submissions submissions, ArchivedMails archive, RelayConnections relays) {
        this.settings = settings;
        this.submissions = submissions;
        this.archive = archive;
        this.relays = relays;
    }

    /** An outcome for each recipient whose turn it is. */
    Map<String, SmtpOutcome> send(Attempt attempt) {
        Submission submission = attempt.submission();
        RelaySettings relay = settings.get().relays().get(submission.relay());
        if (relay == null) {
            return all(
                    attempt,
                    "mailroom.yaml has no relay " + submission.relay() + "; it has "
                            + new TreeSet<>(settings.get().relays().keySet()));
        }
        try {
            SubmittedMail mail = new SubmittedMail(() -> submissions.message(submission.id()), () -> rest(submission));
            return relays.send(candidates(relay), attempt.envelope(), mail);
        } catch (IOException | ArchiveHeld e) {
            return all(attempt, "the mail cannot be read: " + e.getMessage());
        }
    }

    /** The submission's own relay, then the others by name. */
    private List<RelaySettings> candidates(RelaySettings own) {
        List<RelaySettings> candidates = new ArrayList<>(List.of(own));
        new TreeMap<>(settings.get().relays())
                .values().stream().filter(relay -> !relay.equals(own)).forEach(candidates::add);
        return candidates;
    }

    private InputStream rest(Submission submission) throws IOException {
        return submission.mail().isPresent() ? archive.open(submission.mail().get()) : InputStream.nullInputStream();
    }

    static Map<String, SmtpOutcome> all(Attempt attempt, String reason) {
        Map<String, SmtpOutcome> outcomes = new LinkedHashMap<>();
        attempt.due().forEach(recipient -> outcomes.put(recipient.address(), SmtpOutcome.deferred(reason)));
        return outcomes;
    }
}

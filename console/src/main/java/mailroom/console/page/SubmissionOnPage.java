package mailroom.console.page;

import java.time.Instant;
import java.util.List;
import mailroom.outbound.Recipient;
import mailroom.outbound.RecipientState;
import mailroom.outbound.Submission;

/** Shows a submission with its recipients on the page. */
public final class SubmissionOnPage {

    private static final int MOST_RECIPIENTS = 5;

    private final Submission submission;
    private final boolean readable;
    private final Instant now;

    SubmissionOnPage(Submission submission, boolean readable, Instant now) {
        this.submission = submission;
        this.readable = readable;
        this.now = now;
    }

    static String tone(RecipientState state) {
        return switch (state) {
            case SENT -> "good";
            case QUEUED -> "busy";
            case DEFERRED, UNCERTAIN -> "warn";
            case FAILED -> "bad";
        };
    }

    public String getId() {
        return submission.id();
    }

    public String getCreated() {
        return Shown.ago(submission.created(), now);
    }

    public String getRelay() {
        return submission.relay();
    }

    public String getSubject() {
        return readable ? submission.subject().map(Shown::text).orElse("") : "";
    }

    public String getState() {
        return Shown.words(submission.state().name());
    }

    public String getTone() {
        return tone(submission.state());
    }

    public List<RecipientRow> getRecipients() {
        return submission.recipients().stream()
                .limit(MOST_RECIPIENTS)
                .map(recipient -> new RecipientRow(recipient, now))
                .toList();
    }

    public int getMoreRecipients() {
        return Math.max(0, submission.recipients().size() - MOST_RECIPIENTS);
    }

    /** One recipient and what the relay said last. */
    public static final class RecipientRow {

        private final Recipient recipient;
        private final Instant now;

        RecipientRow(Recipient recipient, Instant now) {
            this.recipient = recipient;
            this.now = now;
        }

        public String getAddress() {
            return Shown.text(recipient.address());
        }

        public String getState() {
            return Shown.words(recipient.state().name());
        }

        public String getTone() {
            return tone(recipient.state());
        }

        public String getReply() {
            return recipient.reply().map(Shown::text).orElse("");
        }

        public String getNext() {
            return recipient.nextAttempt().map(time -> Shown.ago(time, now)).orElse("");
        }

        public int getAttempts() {
            return recipient.attempts();
        }
    }
}

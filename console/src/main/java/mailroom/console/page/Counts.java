package mailroom.console.page;

import java.util.Map;
import mailroom.mail.MailState;
import mailroom.outbound.RecipientState;
import mailroom.routing.DeliveryState;

/** Counts by state, as tiles on the page. */
public record Counts(
        Map<MailState, Long> mails,
        long parseProblems,
        long sightings,
        long archiveBytes,
        Map<DeliveryState, Long> deliveries,
        Map<RecipientState, Long> submissions) {

    public long getMails() {
        return mails.values().stream().mapToLong(Long::longValue).sum();
    }

    public long getReceived() {
        return mails.get(MailState.RECEIVED);
    }

    public long getArchived() {
        return mails.get(MailState.ARCHIVED);
    }

    public long getRouted() {
        return mails.get(MailState.ROUTED);
    }

    public long getParseProblems() {
        return parseProblems;
    }

    public long getSightings() {
        return sightings;
    }

    public String getArchive() {
        return Shown.bytes(archiveBytes);
    }

    public long getWaiting() {
        return deliveries.get(DeliveryState.WAITING);
    }

    public long getDone() {
        return deliveries.get(DeliveryState.DONE);
    }

    public long getUndelivered() {
        return deliveries.get(DeliveryState.FAILED);
    }

    public long getQueued() {
        return submissions.get(RecipientState.QUEUED);
    }

    public long getDeferred() {
        return submissions.get(RecipientState.DEFERRED);
    }

    public long getSent() {
        return submissions.get(RecipientState.SENT);
    }

    public long getUnsent() {
        return submissions.get(RecipientState.FAILED);
    }

    public long getUncertain() {
        return submissions.get(RecipientState.UNCERTAIN);
    }
}

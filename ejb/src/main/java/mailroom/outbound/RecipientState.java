package mailroom.outbound;

import java.util.Collection;
import java.util.List;

/**
 * Where a recipient of a submission stands: {@link #QUEUED} not tried yet, {@link #DEFERRED} refused for now (4xx),
 * {@link #SENT} the relay answers for it, {@link #FAILED} refused for ever (5xx) or expired, {@link #UNCERTAIN} the
 * connection was lost after the final dot, so that it may or may not have been taken. A submission's own state follows
 * from its recipients'.
 */
public enum RecipientState {
    QUEUED,
    DEFERRED,
    SENT,
    FAILED,
    UNCERTAIN;

    private static final List<RecipientState> MOST_URGENT_FIRST = List.of(QUEUED, DEFERRED, UNCERTAIN, FAILED, SENT);

    public boolean mayBecome(RecipientState next) {
        return switch (this) {
            case QUEUED, DEFERRED -> next != QUEUED;
            case UNCERTAIN -> next == SENT || next == UNCERTAIN;
            case SENT, FAILED -> false;
        };
    }

    /** The state of a submission with these recipients: the one that still has most to come. */
    public static RecipientState ofAll(Collection<RecipientState> recipients) {
        return MOST_URGENT_FIRST.stream()
                .filter(recipients::contains)
                .findFirst()
                .orElse(SENT);
    }
}

package mailroom.routing;

/**
 * Where a delivery stands: {@link #WAITING} for its next attempt (while one runs, that time is the end of its lease),
 * {@link #DONE} the destination has it, {@link #FAILED} given up until somebody retries it.
 */
public enum DeliveryState {
    WAITING,
    DONE,
    FAILED;

    public boolean mayBecome(DeliveryState next) {
        return switch (this) {
            case WAITING -> true;
            case DONE -> false;
            case FAILED -> next == WAITING;
        };
    }
}

package mailroom.routing;

/** What a rule asks for. {@link #PIPE} goes to a destination of mailroom.yaml, {@link #FILEINTO} to a folder. */
public enum DeliveryAction {
    PIPE,
    FILEINTO
}

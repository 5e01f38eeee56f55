package mailroom.routing.sieve;

/** What a script decided for one mail. {@code keep} is no action: the archive keeps every mail. */
public sealed interface RoutingAction {

    /** Hands the mail to a destination of mailroom.yaml. */
    record Pipe(String destination) implements RoutingAction {}

    /** Copies the mail on the IMAP server. */
    record FileInto(String folder) implements RoutingAction {}

    /** Sends the mail on to an address (RFC 5228, 4.2). */
    record Redirect(String address) implements RoutingAction {}
}

package mailroom.routing;

/**
 * One thing that a mailbox's script wants done with a mail; equal requests are one delivery.
 *
 * @param mail the row's id, {@code mail.id}
 * @param mailbox whose script decided
 * @param destination for PIPE a name of mailroom.yaml, for FILEINTO a folder of the mailbox; at most 1,000 characters
 */
public record DeliveryRequest(long mail, String mailbox, DeliveryAction action, String destination) {

    public static final int LONGEST_DESTINATION = 1000;

    public DeliveryRequest {
        if (destination.isBlank() || destination.length() > LONGEST_DESTINATION) {
            throw new IllegalArgumentException("a delivery's destination has 1 to " + LONGEST_DESTINATION
                    + " characters, not " + destination.length());
        }
    }
}

package mailroom.outbound;

/**
 * A submission that Mailroom answers for from now on.
 *
 * @param repeated the same key and content had been accepted before; nothing new was written
 */
public record Accepted(String id, boolean repeated) {}

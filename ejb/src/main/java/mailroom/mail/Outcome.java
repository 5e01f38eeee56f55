package mailroom.mail;

/**
 * What became of one attempt to hand something on. {@link Uncertain} is for SMTP alone: after the final dot a lost reply
 * says nothing (RFC 5321, 4.5.3.2.6). Reasons are one sentence for a person, without secrets and mail content.
 */
public sealed interface Outcome {

    /** @param reply what the other side said */
    record Done(String reply) implements Outcome {}

    record TryAgain(String reason) implements Outcome {}

    record GiveUp(String reason) implements Outcome {}

    record Uncertain(String reason) implements Outcome {}
}

package mailroom.outbound;

import java.util.List;

/** A claimed submission and those of its recipients whose turn it is; the others are settled or wait longer. */
public record Attempt(Submission submission, List<Recipient> due) {

    public Envelope envelope() {
        return new Envelope(
                submission.returnPath(), due.stream().map(Recipient::address).toList());
    }
}

package mailroom.mailbox;

import java.util.List;
import java.util.Optional;
import mailroom.settings.MailboxSettings;

/** The running mailboxes, as the REST API and the console see and steer them; camel-routes implements it. */
public interface MailboxControl {

    /** In the order of mailroom.yaml. */
    List<MailboxReport> reports();

    Optional<MailboxReport> report(String mailbox);

    /** Looks for new mail now instead of at the next poll; false if no mailbox has that name. */
    boolean sync(String mailbox);

    /** Holds the UIDs of all its folders against the ledger now; false if no mailbox has that name. */
    boolean compare(String mailbox);

    /** Ends the mailbox's connections until {@link #resume}; false if no mailbox has that name. */
    boolean pause(String mailbox);

    boolean resume(String mailbox);

    /** Connects, logs in, lists folders and looks into some, changing nothing; what is wrong or odd is named in the answer. */
    MailboxTest test(MailboxSettings mailbox);

    /**
     * The outcome of {@link #test}.
     *
     * @param folders the folders that the settings would take in
     * @param oddities what the server does otherwise than most
     */
    record MailboxTest(
            boolean ok, Optional<MailboxReport.Problem> problem, List<String> folders, List<Oddity> oddities) {}

    /**
     * What a server does otherwise than most, which Mailroom copes with or a person has to know.
     *
     * @param kind in kebab-case
     */
    record Oddity(String kind, String message) {}
}

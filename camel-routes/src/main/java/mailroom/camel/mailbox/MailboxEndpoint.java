package mailroom.camel.mailbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One mailbox to take mail from. */
final class MailboxEndpoint extends DefaultEndpoint {

    private final String mailbox;
    private final Mailboxes mailboxes;

    MailboxEndpoint(String uri, MailboxComponent component, String mailbox, Mailboxes mailboxes) {
        super(uri, component);
        this.mailbox = mailbox;
        this.mailboxes = mailboxes;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("mail is put into no mailbox: " + getEndpointUri());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new MailboxConsumer(
                this, processor, mailboxes.watchOf(mailbox), mailboxes.intake(), mailboxes.storing());
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }
}

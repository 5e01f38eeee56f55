package mailroom.camel.mailbox;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** {@code mailbox:NAME}; the name is one of mailroom.yaml, so that no URI holds a server or a password. */
public class MailboxComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Mailboxes mailboxes = CamelContextHelper.mandatoryLookup(getCamelContext(), Mailboxes.NAME, Mailboxes.class);
        return new MailboxEndpoint(uri, this, remaining, mailboxes);
    }
}

package mailroom.camel.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * An HTTP server that takes mail by POST as {@code message/rfc822} with the headers Mailroom-Id, Mailroom-Mailbox and
 * Idempotency-Key. The address is the administrator's alone: nothing in a mail can change it, and a redirect is refused.
 */
record WebhookDestination(String endpointUri) implements Destination {

    private static final String OPTIONS = "throwExceptionOnFailure=false&skipResponseHeaders=true"
            + "&ignoreResponseBody=true&followRedirects=false&copyHeaders=false&userAgent=Mailroom";

    static Optional<Destination> parse(String uri) {
        if (!uri.startsWith("https://") && !uri.startsWith("http://")) {
            return Optional.empty();
        }
        try {
            URI target = new URI(uri);
            boolean plain =
                    target.getUserInfo() == null && target.getRawQuery() == null && target.getFragment() == null;
            if (target.getHost() == null || !plain) {
                throw new DestinationRefused("a webhook's address has a host and neither user, query nor fragment");
            }
            return Optional.of(new WebhookDestination(uri + "?" + OPTIONS));
        } catch (URISyntaxException e) {
            throw new DestinationRefused("the webhook's address is not a URI: " + e.getReason());
        }
    }

    @Override
    public void write(RoutedMail mail, Message message) {
        message.setBody(new InputStreamEntity(mail.bytes(), mail.size(), ContentType.create("message/rfc822")));
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader("Mailroom-Id", mail.id().hex());
        message.setHeader("Mailroom-Mailbox", mail.mailbox());
        message.setHeader("Idempotency-Key", mail.idempotencyKey());
    }
}

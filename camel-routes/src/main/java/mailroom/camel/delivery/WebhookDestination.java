package mailroom.camel.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import mailroom.camel.payload.Payload;
import mailroom.settings.Secret;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * An HTTP server that takes mail by POST with the headers Mailroom-Id, Mailroom-Mailbox and Idempotency-Key, and with
 * Mailroom-Part and Mailroom-Signature where there is a part and a secret. The address is the administrator's alone:
 * nothing in a mail can change it, and a redirect is refused.
 */
record WebhookDestination(String endpointUri, Optional<Secret> secret) implements Destination {

    private static final String OPTIONS = "throwExceptionOnFailure=false&skipResponseHeaders=true"
            + "&ignoreResponseBody=true&followRedirects=false&copyHeaders=false&userAgent=Mailroom";

    static Optional<Destination> parse(String uri, Optional<Secret> secret) {
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
            return Optional.of(new WebhookDestination(uri + "?" + OPTIONS, secret));
        } catch (URISyntaxException e) {
            throw new DestinationRefused("the webhook's address is not a URI: " + e.getReason());
        }
    }

    @Override
    public void write(RoutedMail mail, Message message) throws IOException {
        Payload payload = mail.payload();
        message.setBody(new InputStreamEntity(mail.bytes(), payload.size(), ContentType.create(payload.contentType())));
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader("Mailroom-Id", mail.id().hex());
        message.setHeader("Mailroom-Mailbox", mail.mailbox());
        message.setHeader("Idempotency-Key", mail.idempotencyKey());
        if (payload.part() > 0) {
            message.setHeader("Mailroom-Part", payload.part());
        }
        if (secret.isPresent()) {
            message.setHeader(Signature.HEADER, Signature.of(payload, secret.get(), Instant.now()));
        }
    }
}

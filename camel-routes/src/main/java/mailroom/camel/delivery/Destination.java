package mailroom.camel.delivery;

import java.util.List;
import mailroom.settings.DestinationSettings;
import org.apache.camel.Message;

/** A Camel endpoint that the configuration names, with the few headers and the body that its kind takes. */
sealed interface Destination permits QueueDestination, FolderDestination, WebhookDestination {

    /** Names it for messages to persons. */
    String ALLOWED = "jms:queue:NAME, jms:topic:NAME, file:/FOLDER, https://HOST/PATH or http://HOST/PATH";

    /**
     * The one that the settings name.
     *
     * @throws DestinationRefused for every other scheme or form
     */
    static Destination of(DestinationSettings settings) {
        String uri = settings.uri();
        return List.of(
                        QueueDestination.parse(uri),
                        FolderDestination.parse(uri),
                        WebhookDestination.parse(uri, settings.secret()))
                .stream()
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow(() -> new DestinationRefused("the destination's uri is none of " + ALLOWED));
    }

    String endpointUri();

    /** Sets body and headers of a message that has none. */
    void write(RoutedMail mail, Message message) throws java.io.IOException;

    /** Whether handing over commits or rolls back together with the delivery's row. */
    default boolean isTransacted() {
        return false;
    }
}

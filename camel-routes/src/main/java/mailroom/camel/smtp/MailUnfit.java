package mailroom.camel.smtp;

import java.io.IOException;

/** A relay does not take mails of this kind, whatever the recipient; another relay may. The message is for a person. */
final class MailUnfit extends IOException {

    MailUnfit(String message) {
        super(message);
    }
}

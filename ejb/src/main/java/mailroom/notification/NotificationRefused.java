package mailroom.notification;

import jakarta.ejb.ApplicationException;

/** A notification that cannot become a mail. The message names the field and what is allowed, never its content. */
@ApplicationException(rollback = true)
public class NotificationRefused extends RuntimeException {

    private final String field;

    public NotificationRefused(String field, String allowed) {
        super(field + ": " + allowed);
        this.field = field;
    }

    /** Names it as in {@code to[2]} or {@code attachments[0].content}. */
    public String field() {
        return field;
    }
}

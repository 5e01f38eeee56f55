package mailroom.notification;

import java.util.List;
import mailroom.spool.Content;

/** Notifications that differ from a plain one in one thing. */
public final class TestNotifications {

    private TestNotifications() {}

    /** The same with one attachment. */
    public static Notification with(Notification plain, String name, String type, Content content) {
        return new Notification(
                plain.to(),
                plain.cc(),
                plain.bcc(),
                plain.from(),
                plain.replyTo(),
                plain.subject(),
                plain.text(),
                plain.html(),
                List.of(new Attachment("attachments[0]", name, type, content)),
                plain.headers(),
                plain.sendAt(),
                plain.expiresAt(),
                plain.relay());
    }
}

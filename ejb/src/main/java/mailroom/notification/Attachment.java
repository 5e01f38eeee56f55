package mailroom.notification;

import java.util.regex.Pattern;
import mailroom.spool.Content;

/**
 * A file that goes with a notification.
 *
 * @param field where it stands, for messages about it, for example {@code attachments[0]}
 * @param contentType {@code type/subtype} without parameters (RFC 2045), neither multipart nor message
 */
public record Attachment(String field, String name, String contentType, Content content) {

    public static final int LONGEST_NAME = 200;
    private static final int LONGEST_TYPE = 127;
    private static final Pattern TYPE = Pattern.compile(
            "(?!(?i:multipart|message)/)[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*");

    public Attachment {
        SafeText.require(field + ".name", name, LONGEST_NAME);
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
            throw new NotificationRefused(field + ".name", "a file's name, not blank and without / and \\");
        }
        if (contentType.length() > LONGEST_TYPE || !TYPE.matcher(contentType).matches()) {
            throw new NotificationRefused(
                    field + ".contentType", "type/subtype without parameters, neither multipart nor message");
        }
    }
}

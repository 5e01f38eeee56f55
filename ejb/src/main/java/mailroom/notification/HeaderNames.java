package mailroom.notification;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header fields a notification may add itself; all that say who, when, how or by which way are Mailroom's. */
final class HeaderNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,75}");
    private static final Pattern OWN = Pattern.compile("(content|resent|arc|x-mailroom)-.*");
    private static final Set<String> RESERVED = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "return-path",
            "received",
            "received-spf",
            "delivered-to",
            "apparently-to",
            "errors-to",
            "auto-submitted",
            "dkim-signature",
            "domainkey-signature",
            "authentication-results");

    private HeaderNames() {}

    static void require(String field, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || RESERVED.contains(lower)
                || OWN.matcher(lower).matches()) {
            throw new NotificationRefused(
                    field,
                    "a header name of letters, digits and hyphens, at most 76, that Mailroom does not write itself"
                            + " (address, date, subject, identity, trace, signature, Content-, Resent- and X-Mailroom- fields)");
        }
    }
}

package mailroom.parse.field;

import java.util.regex.Pattern;

/**
 * A mailbox in an address field (RFC 5322, 3.4), as it stands there.
 *
 * @param name decoded, for people; empty where there is none
 * @param local the part before the last @, without quotes; empty where only a name stands there
 * @param domain empty where there is no @
 */
public record MailAddress(String name, String local, String domain) {

    private static final Pattern TO_BE_QUOTED = Pattern.compile("[\\s\"(),:;<>@\\[\\]\\\\]");

    /** {@code local@domain}, quoted where it must be; the local part alone where there is no domain. */
    public String spec() {
        if (domain.isEmpty()) {
            return local;
        }
        boolean quoted = local.isEmpty() || TO_BE_QUOTED.matcher(local).find();
        String written = quoted ? '"' + local.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : local;
        return written + "@" + domain;
    }

    /** {@code Name <local@domain>}, or what of it is there. */
    public String shown() {
        if (name.isEmpty()) {
            return spec();
        }
        return spec().isEmpty() ? name : name + " <" + spec() + ">";
    }
}

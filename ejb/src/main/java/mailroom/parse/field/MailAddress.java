package mailroom.parse.field;

/**
 * A mailbox in an address field (RFC 5322, 3.4), as it stands there.
 *
 * @param name decoded, for people; empty where there is none
 * @param local the part before the last @, without quotes; empty where only a name stands there
 * @param domain empty where there is no @
 */
public record MailAddress(String name, String local, String domain) {

    private static final String TO_BE_QUOTED = " \t\"(),:;<>@[]\\";

    /** {@code local@domain}, quoted where it must be; the local part alone where there is no domain. */
    public String spec() {
        if (domain.isEmpty()) {
            return local;
        }
        boolean quoted = local.isEmpty();
        for (int i = 0; i < local.length() && !quoted; i++) {
            quoted = TO_BE_QUOTED.indexOf(local.charAt(i)) >= 0;
        }
        String written = quoted ? '"' + local.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : local;
        return written + "@" + domain;
    }

    /**
     * {@code Name <local@domain>}, or what of it is there.
     *
     * @param most UTF-16 units; of a longer one the name is cut, so that the address stays
     */
    public String shown(int most) {
        String spec = spec();
        if (name.isEmpty() || spec.isEmpty()) {
            return PlainText.cut(name + spec, most);
        }
        int room = most - spec.length() - " <>".length();
        return room > 0 ? PlainText.cut(name, room) + " <" + spec + ">" : PlainText.cut(spec, most);
    }
}

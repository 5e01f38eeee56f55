package mailroom.notification;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mailbox address (RFC 5321, 4.1.2) with an optional name for people.
 *
 * @param name without quotes, empty if there is none
 * @param local the part before the @, ASCII
 * @param domain ASCII; a name in other letters is in its punycode form (RFC 5891)
 */
public record Address(String name, String local, String domain) {

    public static final int LONGEST_LOCAL_PART = 64;
    public static final int LONGEST_ADDRESS = 254;
    public static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 2 * LONGEST_ADDRESS + LONGEST_NAME;

    private static final Pattern NAMED = Pattern.compile("(?<name>[^<>]*)<(?<spec>[^<>]*)>");
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "|\"([\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x20-\\x7E])*\"");
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?" + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /**
     * Reads {@code anna@example.com} or {@code Anna <anna@example.com>}.
     *
     * @throws NotificationRefused naming the field, never the address
     */
    public static Address parse(String field, String text) {
        SafeText.require(field, text, LONGEST_TEXT);
        Matcher named = NAMED.matcher(text.strip());
        return named.matches()
                ? of(field, unquoted(named.group("name").strip()), named.group("spec"))
                : of(field, "", text.strip());
    }

    private static Address of(String field, String name, String spec) {
        int at = spec.lastIndexOf('@');
        if (at < 1) {
            throw new NotificationRefused(
                    field, "an address is local-part@domain, alone or as Name <local-part@domain>");
        }
        if (name.length() > LONGEST_NAME) {
            throw new NotificationRefused(field, "a name has at most " + LONGEST_NAME + " characters");
        }
        String local = spec.substring(0, at);
        if (local.length() > LONGEST_LOCAL_PART || !LOCAL_PART.matcher(local).matches()) {
            throw new NotificationRefused(
                    field,
                    "the part before the @ is an ASCII dot-atom or quoted string of at most " + LONGEST_LOCAL_PART
                            + " characters (RFC 5321; addresses in other letters, RFC 6531, are not sent)");
        }
        String domain = asciiDomain(field, spec.substring(at + 1));
        if (local.length() + 1 + domain.length() > LONGEST_ADDRESS) {
            throw new NotificationRefused(field, "an address has at most " + LONGEST_ADDRESS + " characters");
        }
        return new Address(name, local, domain);
    }

    private static String asciiDomain(String field, String text) {
        String domain;
        try {
            domain = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            domain = "";
        }
        if (!DOMAIN.matcher(domain).matches()) {
            throw new NotificationRefused(
                    field,
                    "the part after the @ is a domain name: labels of letters, digits and hyphens, joined by dots");
        }
        return domain;
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    /** {@code local@domain}, as an envelope has it. */
    public String spec() {
        return local + "@" + domain;
    }
}

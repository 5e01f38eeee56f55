package mailroom.mailbox;

import java.util.Arrays;
import java.util.Locale;

/** Why a mailbox or a folder stands still; what a person can do about it is the same for all problems of a kind. */
public enum ProblemKind {
    UNKNOWN_HOST,
    CONNECTION_REFUSED,
    CONNECTION_LOST,
    TIMEOUT,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_UNTRUSTED,
    HOST_MISMATCH,
    TLS_FAILED,
    TLS_REQUIRED,
    LOGIN_REJECTED,
    LOGIN_UNSUPPORTED,
    TOKEN_UNAVAILABLE,
    BYE,
    THROTTLED,
    /** The server lends only so many bytes in a time. */
    QUOTA,
    /** The account is full. */
    OVER_QUOTA,
    FOLDER_GONE,
    REFUSED,
    PROTOCOL_ERROR,
    /** Archive and database disagree, or another server holds them. */
    ARCHIVE_HELD,
    STORE_FAILED,
    NO_SPACE_LEFT,
    /** The mailbox is not watched, because its route does not start. */
    ROUTE_FAILED,
    UNEXPECTED_FAILURE;

    /** Kebab-case, as REST, incidents and the table {@code standstill} name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A word that another version of Mailroom left in the database counts as {@link #UNEXPECTED_FAILURE}. */
    public static ProblemKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(UNEXPECTED_FAILURE);
    }

    @Override
    public String toString() {
        return word();
    }
}

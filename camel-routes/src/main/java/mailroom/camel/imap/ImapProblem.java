package mailroom.camel.imap;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What went wrong with a server, as a kind to act on and one sentence for a person, without secrets. */
public final class ImapProblem extends IOException {

    private static final long serialVersionUID = 1L;

    /** What to do about it is the same for all problems of a kind. */
    public enum Kind {
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
        QUOTA,
        OVER_QUOTA,
        FOLDER_GONE,
        REFUSED,
        PROTOCOL_ERROR
    }

    private final Kind kind;
    private final String refusal;

    public ImapProblem(Kind kind, String message) {
        this(kind, message, (Throwable) null);
    }

    public ImapProblem(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        refusal = null;
    }

    private ImapProblem(Kind kind, String message, String refusal) {
        super(message);
        this.kind = kind;
        this.refusal = refusal;
    }

    /** @param words of the server's tagged NO or BAD */
    static ImapProblem refused(Kind kind, String message, String words) {
        return new ImapProblem(kind, message, words);
    }

    static ImapProblem protocol(String message) {
        return new ImapProblem(Kind.PROTOCOL_ERROR, message);
    }

    public Kind kind() {
        return kind;
    }

    /** Kebab-case, as {@code MailboxReport.Problem} has it. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the server answered with NO or BAD, in its own words; empty where it did not answer so. */
    public Optional<String> serverWords() {
        return Optional.ofNullable(refusal);
    }

    /** The server answered the command with NO or BAD, and would answer the next. */
    public boolean isRefusal() {
        return refusal != null;
    }

    /** The refusal may be meant of the mailbox or the server as a whole, not of what was asked for. */
    public boolean isMeantOfTheMailbox() {
        return kind == Kind.THROTTLED;
    }

    /** The connection still stands: the server refused one command and would answer the next. */
    public boolean leavesConnection() {
        return kind == Kind.FOLDER_GONE || kind == Kind.REFUSED || kind == Kind.OVER_QUOTA;
    }
}

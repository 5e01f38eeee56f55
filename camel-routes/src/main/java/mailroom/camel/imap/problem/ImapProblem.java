package mailroom.camel.imap.problem;

import java.io.IOException;
import java.util.Locale;

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
    private final String serverWords;
    private final boolean answered;

    public ImapProblem(Kind kind, String message) {
        this(kind, message, (Throwable) null);
    }

    public ImapProblem(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        serverWords = "";
        answered = false;
    }

    private ImapProblem(Kind kind, String message, String serverWords) {
        super(message);
        this.kind = kind;
        this.serverWords = serverWords;
        answered = true;
    }

    /** The server ended a command with NO or BAD. */
    public static ImapProblem refused(Kind kind, String message, String serverWords) {
        return new ImapProblem(kind, message, serverWords);
    }

    public static ImapProblem protocol(String message) {
        return new ImapProblem(Kind.PROTOCOL_ERROR, message);
    }

    public Kind kind() {
        return kind;
    }

    /** Kebab-case, as {@code MailboxReport.Problem} has it. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the server itself said with NO or BAD, its code in brackets in front; else the message. */
    public String serverWords() {
        return serverWords.isEmpty() ? getMessage() : serverWords;
    }

    /** The server answered the command with NO or BAD, and would answer the next. */
    public boolean isRefusal() {
        return answered;
    }

    /** The refusal may be meant of the mailbox or the server as a whole, not of what was asked for. */
    public boolean isMeantOfTheMailbox() {
        return kind == Kind.THROTTLED;
    }

    /** The connection still stands: the server ended one command with NO or BAD and would answer the next. */
    public boolean leavesConnection() {
        return answered || kind == Kind.FOLDER_GONE || kind == Kind.REFUSED || kind == Kind.OVER_QUOTA;
    }

    /** The connection stands, and there is no reason to wait before the next command. */
    public boolean leavesServer() {
        return leavesConnection() && kind != Kind.THROTTLED;
    }
}

package mailroom.camel.imap.connection;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.RefusedExtensions;

/**
 * Uses what a server offers beyond plain IMAP, and a form of plain IMAP that there is another one for, so that a server which
 * refuses it, or breaks the connection at it, is talked to without.
 */
public final class ImapExtensions {

    /** Sets of UIDs up to the newest mail, whatever its UID is (RFC 9051, seq-range). */
    public static final String UP_TO_NEWEST = "sets up to *";

    private static final Logger LOG = System.getLogger(ImapExtensions.class.getName());

    private final ImapConnection connection;

    public ImapExtensions(ImapConnection connection) {
        this.connection = connection;
    }

    /** Asks for something in one way. */
    @FunctionalInterface
    public interface Way {
        void go() throws IOException;
    }

    /**
     * The way of the extension where the server offers it, and the plain way where it does not or refuses it.
     *
     * @param use the extension's command
     */
    public void either(String extension, String use, Way with, Way plain) throws IOException {
        if (!connection.has(extension)) {
            plain.go();
            return;
        }
        attempt(extension, use, with, plain);
    }

    /**
     * The usual way of asking for something in plain IMAP, and another one where the server refused that or broke the
     * connection at it twice in a row.
     *
     * @param form the usual way, in a few words
     */
    public void instead(String form, Way usual, Way other) throws IOException {
        if (connection.limits().refusedExtensions().contains(form)) {
            other.go();
            return;
        }
        attempt(form, form, usual, other);
    }

    /**
     * A form of plain IMAP that there is no other one for, where the connection broke at it twice in a row not at all.
     *
     * @throws ImapProblem a refusal also then
     */
    public void unlessItBreaks(String form, Way way) throws IOException {
        if (connection.limits().refusedExtensions().contains(form)) {
            throw new ImapProblem(ImapProblem.Kind.REFUSED, connection.server() + " ends the connection at " + form);
        }
        ImapProblem[] refusal = new ImapProblem[1];
        attempt(
                form,
                form,
                () -> {
                    try {
                        way.go();
                    } catch (ImapProblem problem) {
                        if (!problem.isRefusal()) {
                            throw problem;
                        }
                        refusal[0] = problem;
                    }
                },
                () -> {});
        if (refusal[0] != null) {
            throw refusal[0];
        }
    }

    private void attempt(String extension, String use, Way with, Way plain) throws IOException {
        RefusedExtensions refused = connection.limits().refusedExtensions();
        if (refused.hasFailed(extension, use) && !refused.contains("NOOP")) {
            isAlive();
        }
        try {
            with.go();
            refused.worked(extension, use);
        } catch (ImapProblem problem) {
            if (isBreak(problem) && refused.isNew(problem)) {
                failed(extension, use);
            }
            if (!problem.isRefusal()) {
                throw problem;
            }
            // throws where the refusal was meant of more than the extension
            plain.go();
            if (!problem.isMeantOfTheMailbox()) {
                failed(extension, use);
            }
        }
    }

    /** The same where there is no plain way. */
    public void perhaps(String extension, String use, Way with) throws IOException {
        either(extension, use, with, () -> {});
    }

    /** The extension was refused, or the connection broke at it; whoever reads the log sees when it is left alone. */
    public void failed(String extension, String use) {
        if (connection.limits().refusedExtensions().failed(extension, use)) {
            LOG.log(
                    Level.INFO,
                    "{0} does not do {1}: it refuses {2}, or ends the connection at it; it is not used for a day",
                    connection.server(),
                    extension,
                    use);
        }
    }

    /** A connection that breaks whatever is asked does not break because of the extension. */
    private void isAlive() throws IOException {
        try {
            connection.command("NOOP");
        } catch (ImapProblem problem) {
            if (!problem.isRefusal()) {
                throw problem;
            }
        }
    }

    /** The one that HIGHESTMODSEQ comes with (RFC 7162). */
    public String condstore() throws IOException {
        return connection.has("CONDSTORE") ? "CONDSTORE" : "QRESYNC";
    }

    private static boolean isBreak(ImapProblem problem) {
        return switch (problem.kind()) {
            case CONNECTION_LOST, BYE, TIMEOUT -> true;
            default -> false;
        };
    }
}

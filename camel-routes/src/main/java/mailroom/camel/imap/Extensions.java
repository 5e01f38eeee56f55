package mailroom.camel.imap;

import java.io.IOException;

/**
 * Uses what a server offers beyond plain IMAP so that a server which refuses it, or breaks the connection at it, is talked
 * to without.
 */
public final class Extensions {

    private final ImapConnection connection;

    Extensions(ImapConnection connection) {
        this.connection = connection;
    }

    /** One way of asking for something. */
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
        RefusedExtensions refused = connection.limits().refusedExtensions();
        if (refused.hasFailed(extension, use)) {
            isAlive();
        }
        try {
            with.go();
            refused.worked(extension, use);
        } catch (ImapProblem problem) {
            if (isBreak(problem)) {
                refused.failed(extension, use);
            }
            if (!problem.isRefusal()) {
                throw problem;
            }
            // throws where the refusal was meant of more than the extension
            plain.go();
            if (!problem.isMeantOfTheMailbox()) {
                refused.failed(extension, use);
            }
        }
    }

    /** The same where there is no plain way. */
    public void perhaps(String extension, String use, Way with) throws IOException {
        either(extension, use, with, () -> {});
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
    String condstore() throws IOException {
        return connection.has("CONDSTORE") ? "CONDSTORE" : "QRESYNC";
    }

    private static boolean isBreak(ImapProblem problem) {
        return switch (problem.kind()) {
            case CONNECTION_LOST, BYE, TIMEOUT -> true;
            default -> false;
        };
    }
}

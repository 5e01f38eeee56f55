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

    /** The way of the extension where the server offers it, and the plain way where it does not or refuses it. */
    public void either(String extension, Way with, Way plain) throws IOException {
        if (!connection.has(extension)) {
            plain.go();
            return;
        }
        RefusedExtensions refused = connection.limits().refusedExtensions();
        try {
            with.go();
            refused.worked(extension);
        } catch (ImapProblem problem) {
            if (isBreak(problem)) {
                refused.failed(extension);
            }
            if (!problem.isRefusal() || problem.isMeantOfTheMailbox()) {
                throw problem;
            }
            plain.go();
            refused.failed(extension);
        }
    }

    /** The same where there is no plain way. */
    public void perhaps(String extension, Way with) throws IOException {
        either(extension, with, () -> {});
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

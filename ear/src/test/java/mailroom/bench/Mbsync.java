package mailroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** The peer: mbsync's first full fetch of INBOX with its defaults (pipelined, with fsync) into an empty Maildir. */
final class Mbsync {

    private static final long LONGEST_RUN_MINUTES = 10;

    private Mbsync() {}

    /** @return mails a second */
    static double rate(Target target) throws IOException {
        Path folder = Files.createTempDirectory("mbsync");
        try {
            Path configuration = folder.resolve("rc");
            Files.writeString(configuration, """
                    IMAPAccount far
                    Host %s
                    Port %d
                    User %s
                    Pass %s
                    %s
                    AuthMechs LOGIN

                    IMAPStore far
                    Account far

                    MaildirStore near
                    Path %s/
                    Inbox %s/INBOX
                    SubFolders Verbatim

                    Channel all
                    Far :far:
                    Near :near:
                    Patterns INBOX
                    Create Near
                    Sync Pull
                    SyncState %s/state-
                    """.formatted(
                            target.host(),
                            target.port(),
                            target.user(),
                            target.password(),
                            target.authority()
                                    .map("SSLType IMAPS%nCertificateFile %s"::formatted)
                                    .orElse("SSLType None"),
                            folder,
                            folder,
                            folder));
            long begun = System.nanoTime();
            run(configuration);
            double rate = target.mails() / ((System.nanoTime() - begun) / 1e9);
            check(folder, target.mails());
            return rate;
        } finally {
            delete(folder);
        }
    }

    private static void run(Path configuration) throws IOException {
        Process process = new ProcessBuilder("mbsync", "-q", "-c", configuration.toString(), "all")
                .inheritIO()
                .start();
        try {
            if (!process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("mbsync did not end well");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted", e);
        }
    }

    private static void check(Path folder, int mails) throws IOException {
        long fetched = 0;
        for (String name : new String[] {"new", "cur"}) {
            try (var files = Files.list(folder.resolve("INBOX").resolve(name))) {
                fetched += files.count();
            }
        }
        if (fetched != mails) {
            throw new IOException("mbsync fetched " + fetched + " of " + mails);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

package mailroom.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mailroom.PrivateDovecot;
import mailroom.Programs;

/** One home with its database and the mailboxes of a server; runs intake there and compares afterwards. */
final class CrashSite implements AutoCloseable {

    private final CrashDatabase database;
    private final SentMails mails;
    private final Survivor survivor;
    private final Path home = Programs.folder("crash");
    private int starts;
    private String order = "product";

    CrashSite(CrashDatabase database, SentMails mails, Survivor survivor) throws IOException, SQLException {
        this.database = database;
        this.mails = mails;
        this.survivor = survivor;
        database.makeNew(home);
    }

    /** @param afterArchive as in mailroom.yaml */
    CrashSite configure(int port, List<String> users, String folders, String afterArchive) throws IOException {
        String yaml = users.stream()
                .map(user -> """
                          - name: %s
                            server: imap://127.0.0.1:%d
                            user: %s
                            password: ${%s}
                            folders: %s
                            afterArchive: %s
                        """.formatted(user, port, user, IntakeProcess.PASSWORD_VARIABLE, folders, afterArchive))
                .collect(Collectors.joining("", "mailboxes:\n", ""));
        Files.writeString(home.resolve("mailroom.yaml"), yaml);
        return this;
    }

    /** @param name an order of {@link IntakeRun} */
    CrashSite inOrder(String name) {
        order = name;
        return this;
    }

    Path home() {
        return home;
    }

    Path archive() {
        return home.resolve("archive");
    }

    /** @param runner what runs the process: nothing, or strace with its options */
    Victim start(String until, String... runner) throws IOException {
        return startOn(database.url(home), until, runner);
    }

    Victim startOn(String url, String until, String... runner) throws IOException {
        List<String> command = new ArrayList<>(List.of(runner));
        command.addAll(JavaCommand.of(
                IntakeProcess.class,
                List.of("-Dderby.stream.error.file=" + home.resolve("derby.log")),
                List.of(home.toString(), url, until, order)));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put(IntakeProcess.PASSWORD_VARIABLE, PrivateDovecot.PASSWORD);
        starts++;
        return new Victim(process, printed());
    }

    /** Runs the product, which nobody kills, until every mailbox is in sync; false if that does not come. */
    boolean runsInSync() throws IOException, InterruptedException {
        return survivor.runsInSync(home, database.url(home));
    }

    /** What the process started last has printed. */
    Path printed() {
        return home.resolve("printed-" + starts + ".txt");
    }

    CrashDatabase.Outside open() throws SQLException {
        return database.open(home);
    }

    Comparison compare() throws IOException, SQLException {
        try (CrashDatabase.Outside outside = database.open(home)) {
            return Comparison.of(mails.sent(), archive(), outside.connection());
        }
    }

    @Override
    public void close() throws SQLException {
        database.forget(home);
        Programs.delete(home);
    }
}

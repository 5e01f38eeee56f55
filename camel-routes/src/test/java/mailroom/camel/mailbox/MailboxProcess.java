package mailroom.camel.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import mailroom.settings.MailboxSettings;

/**
 * Mailboxes as a process of their own, whose resolver may be another than the test's. Arguments: a name, a host and a port
 * for each; every second each is asked to look, and a line says its name, its sightings and its problem, if there is one.
 */
final class MailboxProcess {

    /** The line before the mailboxes start, which a loaded machine takes its time to come to. */
    static final String BEGUN = "begun";

    /** Whoever should have ended it is gone then. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private MailboxProcess() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        List<MailboxSettings> mailboxes = IntStream.range(0, arguments.length / 3)
                .mapToObj(i -> RunningMailboxes.mailbox(
                        arguments[3 * i], arguments[3 * i + 1], Integer.parseInt(arguments[3 * i + 2])))
                .toList();
        RunningMailboxes running = new RunningMailboxes();
        System.out.println(BEGUN);
        running.configure(mailboxes.toArray(MailboxSettings[]::new));
        long end = System.nanoTime() + LONGEST_LIFE.toNanos();
        while (System.nanoTime() < end) {
            for (MailboxSettings mailbox : mailboxes) {
                String name = mailbox.name();
                String problem = running.mailboxes
                        .report(name)
                        .flatMap(report -> report.problem())
                        .map(named -> " " + named.kind())
                        .orElse("");
                System.out.println(name + " " + running.sightings(name) + problem);
                running.mailboxes.sync(name);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        Runtime.getRuntime().halt(1);
    }
}

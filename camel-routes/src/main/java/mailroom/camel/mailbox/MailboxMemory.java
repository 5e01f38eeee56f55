package mailroom.camel.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailroom.camel.imap.ListedFolder;
import mailroom.intake.OwedMails;

/** What a mailbox keeps in mind from one connection to the next: doubtful mails, folders in trouble, and what is due when. */
final class MailboxMemory {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final String mailbox;
    private final OwedMails owed;
    private final Clock clock;
    private final Doubts doubts = new Doubts();
    private final FolderTroubles troubles = new FolderTroubles();
    private final ComparisonTimes comparisons;
    private final FolderRound round = new FolderRound();
    private final Chores chores = new Chores();
    private List<ListedFolder> folders = List.of();

    private Map<String, Instant> tries;
    private long triesReadAt;

    MailboxMemory(String mailbox, Duration compareEvery, OwedMails owed, Clock clock) {
        comparisons = new ComparisonTimes(compareEvery, clock);
        this.mailbox = mailbox;
        this.owed = owed;
        this.clock = clock;
    }

    Doubts doubts() {
        return doubts;
    }

    FolderTroubles troubles() {
        return troubles;
    }

    FolderRound round() {
        return round;
    }

    ComparisonTimes comparisons() {
        return comparisons;
    }

    Chores chores() {
        return chores;
    }

    /** Those that were taken in when the server was asked for its folders last. */
    List<ListedFolder> folders() {
        return folders;
    }

    void folders(List<ListedFolder> chosen) {
        folders = List.copyOf(chosen);
    }

    /** Folders that have something to be asked again now, whatever the server tells. */
    List<String> due() {
        Set<String> due = new LinkedHashSet<>(troubles.due());
        chores.due().stream().filter(folder -> !troubles.isHeld(folder)).forEach(due::add);
        doubts.nextLooks().forEach((folder, wait) -> {
            if (wait.isZero()) {
                due.add(folder);
            }
        });
        comparisons.due().stream()
                .filter(folder -> !troubles.isHeld(folder) && !chores.isHeld(Chores.Chore.COMPARISON, folder))
                .forEach(due::add);
        Instant now = clock.instant();
        nextTries().forEach((folder, next) -> {
            if (!next.isAfter(now) && !troubles.isHeld(folder)) {
                due.add(folder);
            }
        });
        return List.copyOf(due);
    }

    /** Folders whose server owes mails of them. */
    Set<String> owing() {
        return nextTries().keySet();
    }

    /** Until something is due by itself. */
    Optional<Duration> nextTry() {
        Instant now = clock.instant();
        Stream<Duration> ofMails = nextTries().values().stream().map(next -> Duration.between(now, next));
        Stream<Duration> ofFolders = Stream.concat(troubles.nextTry().stream(), doubts.nextLooks().values().stream());
        Stream<Duration> ofChores = Stream.concat(
                chores.nextTry().stream(),
                comparisons.next(folder -> !chores.isHeld(Chores.Chore.COMPARISON, folder)).stream());
        return Stream.of(ofMails, ofFolders, ofChores).flatMap(each -> each).min(Duration::compareTo);
    }

    /** Asked of the ledger once for all that one round wants to know. */
    private Map<String, Instant> nextTries() {
        long now = System.nanoTime();
        if (tries == null || now - triesReadAt > ROUND.toNanos()) {
            tries = owed.nextTries(mailbox);
            triesReadAt = now;
        }
        return tries;
    }
}

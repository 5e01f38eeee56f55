package mailroom.camel.mailbox.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;

/** What a mailbox keeps in mind from one connection to the next: doubtful mails, folders in trouble, and what is due when. */
public final class MailboxMemory {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final String mailbox;
    private final OwedMails owed;
    private final Clock clock;
    private final MailboxDoubts doubts = new MailboxDoubts();
    private final FolderTroubles troubles = new FolderTroubles();
    private final ComparisonTimes comparisons;
    private final FolderRound round = new FolderRound();
    private final Chores chores = new Chores();
    private final FolderCopies copies = new FolderCopies();
    private List<ListedFolder> folders = List.of();
    private Set<String> names = Set.of();

    private Map<FolderKey, Instant> tries;
    private long triesReadAt;

    public MailboxMemory(String mailbox, Duration compareEvery, OwedMails owed, Clock clock) {
        comparisons = new ComparisonTimes(compareEvery, clock);
        this.mailbox = mailbox;
        this.owed = owed;
        this.clock = clock;
    }

    public MailboxDoubts doubts() {
        return doubts;
    }

    public FolderTroubles troubles() {
        return troubles;
    }

    public FolderRound round() {
        return round;
    }

    public ComparisonTimes comparisons() {
        return comparisons;
    }

    public Chores chores() {
        return chores;
    }

    public FolderCopies copies() {
        return copies;
    }

    /** Those that were taken in when the server was asked for its folders last. */
    public List<ListedFolder> folders() {
        return folders;
    }

    public void folders(List<ListedFolder> chosen) {
        folders = List.copyOf(chosen);
        names = chosen.stream().map(ListedFolder::name).collect(Collectors.toSet());
        troubles.keepOnly(names);
        comparisons.keepOnly(names);
        chores.keepOnly(names);
        doubts.keepOnly(names);
    }

    /** Folders that have something to be asked again now, whatever the server tells. */
    public List<String> due() {
        Set<String> due = new LinkedHashSet<>(troubles.due());
        due.addAll(chores.due());
        doubts.nextLooks().forEach((folder, wait) -> {
            if (wait.isZero()) {
                due.add(folder);
            }
        });
        comparisons.due().stream().filter(this::mayBeCompared).forEach(due::add);
        Instant now = clock.instant();
        nextTries().forEach((folder, next) -> {
            if (!next.isAfter(now)) {
                due.add(folder);
            }
        });
        return due.stream().filter(this::mayBeAsked).toList();
    }

    /** Another one is left alone for a while, or is none of those that are taken in any more: nothing can be due there. */
    private boolean mayBeAsked(String folder) {
        return names.contains(folder) && !troubles.isHeld(folder);
    }

    private boolean mayBeCompared(String folder) {
        return mayBeAsked(folder) && !chores.isHeld(Chores.Chore.COMPARISON, folder);
    }

    /** Mails that a server counts and does not list are to be looked for now, over a new connection. */
    public boolean wantsReconnect() {
        return doubts.wantReconnect().stream().anyMatch(this::mayBeAsked);
    }

    /** Folders whose server owes mails of them. */
    public Set<String> owing() {
        return owedTries().keySet().stream().map(FolderKey::folder).collect(Collectors.toSet());
    }

    /** Until something is due by itself. */
    public Optional<Duration> nextTry() {
        Map<String, Duration> tries = new HashMap<>();
        Instant now = clock.instant();
        nextTries().forEach((folder, next) -> tries.put(folder, Duration.between(now, next)));
        doubts.nextLooks().forEach((folder, wait) -> tries.merge(folder, wait, MailboxMemory::sooner));
        chores.nextTries().forEach((folder, wait) -> tries.merge(folder, wait, MailboxMemory::sooner));
        tries.keySet().removeIf(folder -> !mayBeAsked(folder));
        return Stream.of(
                        tries.values().stream(),
                        troubles.nextTry().stream(),
                        comparisons.next(this::mayBeCompared).stream())
                .flatMap(each -> each)
                .min(Duration::compareTo);
    }

    private static Duration sooner(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** By the folder's name; what was owed under a former UIDVALIDITY is never asked for. */
    private Map<String, Instant> nextTries() {
        Map<String, Instant> tries = new HashMap<>();
        owedTries().forEach((key, next) -> {
            if (doubts.isCurrent(key)) {
                tries.put(key.folder(), next);
            }
        });
        return tries;
    }

    /** Asked of the ledger once for all that one round wants to know. */
    private Map<FolderKey, Instant> owedTries() {
        long now = System.nanoTime();
        if (tries == null || now - triesReadAt > ROUND.toNanos()) {
            tries = owed.nextTries(mailbox);
            triesReadAt = now;
        }
        return tries;
    }
}

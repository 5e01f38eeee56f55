package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.folder.FolderMark;
import mailroom.folder.OwedMail;
import mailroom.incident.Incidents.Incident;
import mailroom.mail.MailId;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.FolderState;
import mailroom.settings.MailboxSettings;
import org.awaitility.core.ThrowingRunnable;

/** Mailboxes at odd servers beside ten at healthy ones, all in one run, and what is asserted of each. */
final class OddMailboxes implements AutoCloseable {

    /** By when all is archived that a server gives. */
    static final Duration LIMIT = Duration.ofSeconds(Long.getLong("mailroom.odd.seconds", 120));

    private static final Rhythm BRISK =
            new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMinutes(5));
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w*\\b|\\w+Exception\\b|\\b(java|mailroom|org)\\.[a-z]+\\.");

    private final RunningMailboxes running = new RunningMailboxes(BRISK);
    private final List<OddRow> healthy = new ArrayList<>();
    private final List<OddRow> odd;
    private final Map<OddRow, Set<MailId>> given = new HashMap<>();
    private final long begun;

    /** @param healthyMails in each of the ten */
    OddMailboxes(List<OddRow> odd, int healthyMails) throws Exception {
        this.odd = odd;
        IntStream.range(0, 10)
                .forEach(i -> healthy.add(OddRow.empty("healthy " + i).fill("INBOX", healthyMails)));
        odd.forEach(row -> given.put(row, row.givenAtFirst()));
        begun = System.nanoTime();
        List<MailboxSettings> settings = new ArrayList<>();
        odd.forEach(row -> settings.add(settings(row)));
        healthy.forEach(row -> settings.add(settings(row)));
        running.configure(settings.toArray(MailboxSettings[]::new));
    }

    private static MailboxSettings settings(OddRow row) {
        return RunningMailboxes.with(
                RunningMailboxes.mailbox(row.name(), row.server().port()), row.afterArchive());
    }

    static void later(Duration pause, Runnable what) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(what);
    }

    /** The whole of what holds of every row. */
    void holds(OddRow row) {
        awaits(left(row), () -> assertThat(running.mailboxes.report(row.name()))
                .hasValueSatisfying(report -> assertThat(report.folders()).isNotEmpty()));
        lookAgain(row);
        awaits(left(row), () -> hasAll(row, given.get(row)));
        nothingIsLost(row);
        owes(row);
        row.secondAct().play(row);
        lookAgain(row);
        var givenNow = row.given();
        awaits(LIMIT, () -> hasAll(row, givenNow));
        awaits(leftAtLeast(Duration.ofSeconds(20), row), () -> knowsWhatIsThere(row));
        awaits(leftAtLeast(Duration.ofSeconds(30), row), () -> saysTheTruth(row));
        owes(row);
        nothingIsLost(row);
        awaits(left(row), () -> tells(row));
        row.left()
                .ifPresent(
                        uids -> awaits(left(row), () -> assertThat(row.inbox().uids())
                                .as("what stays on the server")
                                .allMatch(uids::test)));
        movesOnce(row);
        tellsOnce(row);
    }

    private void hasAll(OddRow row, Set<MailId> wanted) {
        Set<MailId> missing = new HashSet<>(wanted);
        missing.removeAll(running.ledger.mailIds(row.name()));
        assertThat(row.namesOf(missing))
                .as("given by the server and not archived; the mailbox is %s", running.mailboxes.report(row.name()))
                .isEmpty();
    }

    private Duration left(OddRow row) {
        Duration left = row.limit().minusNanos(System.nanoTime() - begun);
        return left.toMillis() > 1000 ? left : Duration.ofSeconds(1);
    }

    private Duration leftAtLeast(Duration least, OddRow row) {
        Duration left = left(row);
        return left.compareTo(least) < 0 ? least : left;
    }

    private static void awaits(Duration atMost, ThrowingRunnable what) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(500)).untilAsserted(what);
    }

    /** As if six hours had passed. */
    private void lookAgain(OddRow row) {
        running.mailboxes.compare(row.name());
    }

    /** What a server has no longer is in the archive. */
    private void nothingIsLost(OddRow row) {
        if (row.afterArchive() instanceof MailboxSettings.AfterArchive.Keep) {
            return;
        }
        assertThat(running.ledger.mailIds(row.name()))
                .as("deleted means archived")
                .containsAll(row.removedByClients());
    }

    /** Whatever becomes of the connection, what was taken out of the inbox stands once in the folder that mails are moved to. */
    private static void movesOnce(OddRow row) {
        if (row.afterArchive() instanceof MailboxSettings.AfterArchive.Move move) {
            List<MailId> removed = row.inbox().expunged().stream()
                    .map(mail -> TestMails.idOf(mail.bytes()))
                    .toList();
            assertThat(row.server().folder(move.folder()).mails().values())
                    .extracting(mail -> TestMails.idOf(mail.bytes()))
                    .as("moved")
                    .doesNotHaveDuplicates()
                    .containsAll(removed);
        }
    }

    private void owes(OddRow row) {
        awaits(left(row), () -> {
            List<OwedMail> owed = owedMails(row);
            assertThat(owed)
                    .extracting(mail -> mail.folder().folder() + " " + mail.uid())
                    .containsExactlyInAnyOrderElementsOf(wantedOwed(row));
            assertThat(owed).allSatisfy(mail -> assertThat(mail.words()).contains(row.words()));
            assertThat(owed)
                    .extracting(OwedMail::words)
                    .noneMatch(words -> CLASS_NAME.matcher(words).find());
        });
    }

    private List<OwedMail> owedMails(OddRow row) {
        return running.owed.of(row.name(), Optional.empty(), Long.MAX_VALUE, 1000);
    }

    /** Folder and UID of each mail that the server has and does not give. */
    private static List<String> wantedOwed(OddRow row) {
        return row.server().folders().stream()
                .filter(folder -> !row.unreadable().contains(folder.name()))
                .flatMap(folder -> folder.uids().stream()
                        .filter(uid -> row.owed().test(uid))
                        .map(uid -> folder.name() + " " + uid))
                .toList();
    }

    /** Of the sightings, the living are those that the server has. */
    private void knowsWhatIsThere(OddRow row) {
        for (var folder : row.server().folders()) {
            if (row.unreadable().contains(folder.name())) {
                continue;
            }
            List<Long> there =
                    folder.uids().stream().filter(uid -> !row.owed().test(uid)).toList();
            Optional<FolderMark> mark = running.history.latest(row.name(), folder.name());
            assertThat(mark).as("%s of %s is known", folder.name(), row).isPresent();
            List<Long> known = running.history.live(mark.get().folder(), 1, Long.MAX_VALUE);
            assertThat(known.equals(there))
                    .as(
                            "in %s of %s are %d mails and %d are known; not known are %s, known and not there %s;"
                                    + " heard at last: %s",
                            folder.name(),
                            row,
                            there.size(),
                            known.size(),
                            without(there, known),
                            without(known, there),
                            lastHeard(row))
                    .isTrue();
        }
    }

    /** The first few are enough for whoever reads it. */
    private static List<Long> without(List<Long> some, List<Long> others) {
        return some.stream().filter(uid -> !others.contains(uid)).limit(20).toList();
    }

    private static List<String> lastHeard(OddRow row) {
        List<String> heard = row.server().heard();
        return heard.subList(Math.max(0, heard.size() - 40), heard.size());
    }

    private void saysTheTruth(OddRow row) {
        MailboxReport report = running.mailboxes.report(row.name()).orElseThrow();
        Map<String, Long> owed = running.owed.counts(row.name());
        assertThat(report.state()).isIn(MailboxReport.State.WATCHING, MailboxReport.State.SYNCING);
        for (MailboxReport.Folder folder : report.folders()) {
            folder.trouble().ifPresent(trouble -> assertThat(trouble.message()).doesNotContainPattern(CLASS_NAME));
            if (row.unreadable().contains(folder.name())) {
                assertThat(folder.state()).isIn(FolderState.REFUSED, FolderState.GONE);
            } else {
                assertThat(folder.state())
                        .as("%s of %s, where is owed %s", folder.name(), row, owedMails(row))
                        .isEqualTo(owed.containsKey(folder.name()) ? FolderState.OWING : FolderState.OK);
            }
        }
    }

    private List<Incident> told(OddRow row) {
        return running.incidents.latest(10_000).stream()
                .filter(incident -> incident.mailbox().equals(Optional.of(row.name())))
                .toList();
    }

    private void tells(OddRow row) {
        if (!row.incident().isEmpty()) {
            assertThat(told(row)).extracting(Incident::kind).anyMatch(kind -> kind.contains(row.incident()));
        }
    }

    private void tellsOnce(OddRow row) {
        List<Incident> told = told(row);
        Map<String, Integer> causes = new HashMap<>();
        told.forEach(incident -> causes.merge(incident.kind() + " in " + incident.subject(), 1, Integer::sum));
        assertThat(causes)
                .allSatisfy((cause, count) -> assertThat(count).as(cause).isEqualTo(1));
        assertThat(told)
                .extracting(Incident::message)
                .noneMatch(message -> CLASS_NAME.matcher(message).find());
    }

    /** How long it took until each of the ten had all of its mails. */
    Duration untilHealthyHoldAll() {
        long mails =
                healthy.stream().mapToLong(row -> row.inbox().uids().size()).sum();
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> healthy.stream()
                                .mapToLong(row -> running.sightings(row.name()))
                                .sum()
                        == mails);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Each has all of its mails. */
    void healthyHoldAll(Duration atMost) {
        awaits(atMost, () -> healthy.forEach(row -> hasAll(row, row.given())));
    }

    @Override
    public void close() throws Exception {
        running.close();
        odd.forEach(OddRow::close);
        healthy.forEach(OddRow::close);
    }
}

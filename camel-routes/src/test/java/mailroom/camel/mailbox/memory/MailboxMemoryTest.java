package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import mailroom.archive.ArchiveFixture;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;
import mailroom.intake.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due where nobody may ask would be due for ever, and the mailbox would never rest. */
class MailboxMemoryTest {

    private static final FolderKey ODD = new FolderKey("sales", "Odd", 7);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    private ArchiveFixture fixture;
    private MailboxMemory memory;

    /** Long after whatever is owed. */
    private final Clock clock = Clock.fixed(Instant.now().plus(Duration.ofDays(3)), ZoneOffset.UTC);

    @BeforeEach
    void open() {
        fixture = new ArchiveFixture(home);
        memory = new MailboxMemory("sales", Duration.ofHours(6), new OwedMails(fixture.database()), clock);
        taken("INBOX", "Odd");
    }

    private void taken(String... names) {
        memory.folders(Stream.of(names)
                .map(name -> new ListedFolder(name, name, '/', Set.of()))
                .toList());
    }

    private void owes(FolderKey folder) throws Exception {
        Window window = fixture.intake().open(folder);
        window.owe(5, "NO broken");
        fixture.intake().store(window, 5);
    }

    private void isRefused() {
        memory.troubles().stuck("Odd", new ImapProblem(Kind.REFUSED, "NO"));
    }

    private void rests() {
        assertThat(memory.due()).isEmpty();
        memory.nextTry().ifPresent(pause -> assertThat(pause).isGreaterThan(SOON));
    }

    @Test
    void asksForWhatIsOwedWhereItMayAsk() throws Exception {
        owes(ODD);
        memory.doubts().of(ODD);

        assertThat(memory.due()).containsExactly("Odd");
        assertThat(memory.nextTry())
                .hasValueSatisfying(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ZERO));
    }

    @Test
    void restsWhileAFolderThatOwesMailsIsRefused() throws Exception {
        owes(ODD);
        memory.doubts().of(ODD);
        isRefused();

        rests();
    }

    @Test
    void restsWhereAFolderThatOwesMailsIsGone() throws Exception {
        owes(ODD);
        memory.doubts().of(ODD);
        taken("INBOX");

        rests();
    }

    @Test
    void restsWhereMailsAreOwedUnderAFormerUidValidity() throws Exception {
        owes(ODD);
        memory.doubts().of(ODD);
        memory.doubts().of(new FolderKey("sales", "Odd", 8));

        rests();
        assertThat(memory.owing()).containsExactly("Odd");
    }

    @Test
    void restsWhileAComparisonIsDueInAFolderThatIsRefused() {
        memory.comparisons().comparedAt("Odd", clock.instant().minus(Duration.ofDays(1)));
        assertThat(memory.due()).containsExactly("Odd");
        isRefused();

        rests();
    }

    @Test
    void restsWhileMailsAreLateInAFolderThatIsRefused() throws Exception {
        memory.doubts().of(ODD).late().counted(1);
        isRefused();

        rests();
    }

    @Test
    void restsWhereMailsAreLateUnderAFormerUidValidity() {
        memory.doubts().of(ODD).late().counted(1);
        memory.doubts().of(new FolderKey("sales", "Odd", 8));

        rests();
    }

    @Test
    void restsWhileAChoreWaitsInAFolderThatIsRefused() throws Exception {
        memory.chores()
                .attempt(
                        Chores.Chore.CHANGES,
                        "Odd",
                        new FolderDoubts(),
                        () -> {
                            throw new ImapProblem(Kind.REFUSED, "NO");
                        },
                        problem -> {});
        isRefused();
        isRefused();

        assertThat(memory.nextTry())
                .hasValueSatisfying(pause -> assertThat(pause).isGreaterThan(Duration.ofSeconds(25)));
    }

    @Test
    void connectsAnewForLateMailsOnlyOnceTheyAreDue() {
        for (int look = 0; look < 4; look++) {
            memory.doubts().of(ODD).late().counted(1);
        }
        assertThat(memory.doubts().wantReconnect()).isEmpty();
        assertThat(memory.wantsReconnect()).isFalse();
    }
}

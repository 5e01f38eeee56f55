package mailroom.camel.imap;

import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.When.opening;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.OddServer;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UnlistedFoldersTest {

    private static final String LATER = "NO [UNAVAILABLE] a backend is away";

    private final LearnedLimits limits = new LearnedLimits();
    private OddServer server;

    @BeforeEach
    void start() throws IOException {
        server = new OddServer();
        Stream.of("INBOX", "Odd", "Third").forEach(server::folder);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private static Behaviour leavesOut(String folder) {
        return says(verb("LIST"), line -> line.contains("\"" + folder + "\"") ? "" : line);
    }

    private ListedFolders listing() throws IOException {
        return listing(Stream.of("INBOX", "Odd", "Third")
                .map(name -> new ListedFolder(name, name, '/', Set.of()))
                .toList());
    }

    private ListedFolders listing(List<ListedFolder> former) throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, Compression.BEYOND_LOOPBACK, limits);
        try (ImapSession session =
                ImapSession.open(server.address(), ImapLogin.withPassword("box", new Secret("pw")), terms)) {
            return session.listFolders(former);
        }
    }

    private void hasAll() throws IOException {
        assertThat(listing().folders())
                .extracting(ListedFolder::name)
                .containsExactlyInAnyOrder("INBOX", "Odd", "Third");
    }

    @Test
    void anInboxThatIsListedNoLongerIsOneFolder() throws IOException {
        server.with(leavesOut("INBOX"));

        hasAll();
        assertThat(listing().oddity()).contains("the server does not list INBOX as a folder with mails, and has it");
    }

    @Test
    void anInboxThatWasNeverListedHasTheSeparatorOfTheOthers() throws IOException {
        server.with(leavesOut("INBOX"));

        assertThat(listing(List.of()).folders())
                .extracting(ListedFolder::name, ListedFolder::separator)
                .contains(tuple("INBOX", '/'));
    }

    @Test
    void foldersThatAreTooManyToBeAskedForAreThereUntilTheyAre() throws IOException {
        server.with(says(verb("LIST"), line -> ""));
        server.with(refuses(verb("STATUS"), "NO [NONEXISTENT] no such folder"));
        List<ListedFolder> former = IntStream.range(0, 150)
                .mapToObj(i -> new ListedFolder("Folder" + i, "Folder" + i, '/', Set.of()))
                .toList();

        assertThat(listing(former).folders())
                .extracting(ListedFolder::name)
                .contains("Folder149")
                .doesNotContain("Folder0");
    }

    @Test
    void aStatusThatIsRefusedForNowStopsNothing() throws IOException {
        server.with(leavesOut("Odd"));
        server.with(refuses(verb("STATUS"), LATER));
        hasAll();

        server.with(refuses(opening("Odd"), LATER));
        hasAll();
    }

    @Test
    void anInboxIsOpenedWhereStatusIsRefused() throws IOException {
        server.with(leavesOut("INBOX"));
        server.with(refuses(verb("STATUS"), "BAD unknown command"));

        hasAll();
    }

    @Test
    void aStatusThatBreaksTheConnectionTwiceIsNotAskedFor() throws IOException {
        server.with(leavesOut("Odd"));
        server.with(hangsUp(verb("STATUS")));
        assertThatThrownBy(this::listing).isInstanceOf(ImapProblem.class);
        assertThatThrownBy(this::listing).isInstanceOf(ImapProblem.class);

        hasAll();
    }

    @Test
    void aFolderThatBreaksTheConnectionInBothWaysIsThere() throws IOException {
        server.with(leavesOut("Odd"));
        server.with(hangsUp(verb("STATUS")));
        server.with(hangsUp(opening("Odd")));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(this::listing).isInstanceOf(ImapProblem.class);
        }

        hasAll();
    }

    @Test
    void aFolderThatTheServerSaysIsNotThereIsGone() throws IOException {
        server.with(leavesOut("Odd"));
        server.with(refuses(verb("STATUS"), "NO [NONEXISTENT] no such folder"));

        assertThat(listing().folders()).extracting(ListedFolder::name).containsExactly("INBOX", "Third");
    }

    @Test
    void aFolderThatIsRefusedInBothWaysIsGone() throws IOException {
        server.with(leavesOut("Odd"));
        server.with(refuses(verb("STATUS"), "NO no such folder"));
        server.with(refuses(opening("Odd"), "NO no such folder"));

        assertThat(listing().folders()).extracting(ListedFolder::name).containsExactly("INBOX", "Third");
    }
}

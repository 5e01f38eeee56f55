package mailroom.camel.imap;

import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.lacks;
import static mailroom.camel.odd.PartOddities.doesAtMost;
import static mailroom.camel.odd.PartOddities.refusesToDo;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Command;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddMail;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.Visit;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FolderChangesTest {

    private final LearnedLimits limits = new LearnedLimits();
    private final Attempts copies = new Attempts();

    private void move(OddServer server, Long... uids) throws IOException {
        ConnectionTerms terms =
                new ConnectionTerms(ImapTimeouts.DEFAULT, UsageGate.FREE, Compression.BEYOND_LOOPBACK, limits);
        try (ImapSession session =
                ImapSession.open(server.address(), ImapLogin.withPassword("box", new Secret("pw")), terms)) {
            FolderChanges changes = new FolderChanges(session);
            changes.select(
                    new ListedFolder("INBOX", "INBOX", '/', Set.of()),
                    server.folder("INBOX").uidValidity());
            changes.move(List.of(uids), "Done", '/', copies);
        }
    }

    /** Whether copies may be there is known as of the attempts before. */
    private static final class Attempts implements CopyRecord {

        private boolean begun;

        @Override
        public boolean mayBeThere() {
            return begun;
        }

        @Override
        public void begin() {
            begun = true;
        }

        @Override
        public void end() {
            begun = false;
        }
    }

    @Test
    void whatWasCopiedBeforeTheConnectionBrokeIsOnlyRemoved() throws IOException {
        try (OddServer server = new OddServer(lacks("MOVE"), hangsUp(verb("UID COPY")))) {
            server.folder("Done").append(mail("an older one"));
            server.folder("INBOX").append(mail("one"));
            assertThatThrownBy(() -> move(server, 1L)).isInstanceOf(ImapProblem.class);
            server.folder("Done").append(mail("a newer one"));
            move(server, 1L);
            assertThat(server.folder("Done").uids()).hasSize(3);
            assertThat(server.folder("INBOX").uids()).isEmpty();
            assertThat(copies.mayBeThere()).isFalse();
        }
    }

    @Test
    void whatIsNotInTheTargetIsCopiedAgain() throws IOException {
        try (OddServer server = copiesNothing()) {
            server.folder("Done").append(mail("two"));
            server.folder("INBOX").append(mail("one"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> move(server, 1L)).isInstanceOf(ImapProblem.class);
            }
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID COPY 1"))
                    .hasSize(2);
            assertThat(server.folder("INBOX").uids()).hasSize(1);
        }
    }

    @Test
    void whatAServerSaysThatItCopiedAndDidNotStaysAndIsCopiedTwiceAtMost() throws IOException {
        try (OddServer server = new OddServer(lacks("MOVE"), doesAtMost("UID COPY", 0))) {
            server.folder("Done").append(mail("two"));
            server.folder("INBOX").append(mail("one"));
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> move(server, 1L))
                        .isInstanceOf(ImapProblem.class)
                        .hasMessageContaining("their copies are not found in Done");
            }
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID COPY 1"))
                    .hasSize(2);
            assertThat(server.folder("INBOX").uids()).hasSize(1);
            assertThat(copies.mayBeThere()).isFalse();
        }
    }

    @Test
    void aCopyThatIsFoundBetweenTwoThatAreNotCountsTheServerInAgain() throws IOException {
        AtomicInteger most = new AtomicInteger();
        try (OddServer server = new OddServer(lacks("MOVE"), copies(most))) {
            server.folder("Done").append(mail("two"));
            server.folder("INBOX").append(mail("one"));
            assertThatThrownBy(() -> move(server, 1L)).isInstanceOf(ImapProblem.class);
            most.set(1);
            move(server, 1L);
            most.set(0);
            server.folder("INBOX").append(mail("three"));
            assertThatThrownBy(() -> move(server, 2L)).isInstanceOf(ImapProblem.class);
            most.set(1);
            move(server, 2L);
            assertThat(server.folder("INBOX").uids()).isEmpty();
        }
    }

    private static Behaviour copies(AtomicInteger most) {
        return new Behaviour() {
            @Override
            public boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
                return doesAtMost("UID COPY", most.get()).shows(command, visit, folder, mail);
            }
        };
    }

    @Test
    void whatAServerCopiesInPartsIsMovedAsAWhole() throws IOException {
        try (OddServer server = new OddServer(lacks("MOVE"), doesAtMost("UID COPY", 2))) {
            server.folder("Done");
            for (int i = 0; i < 5; i++) {
                server.folder("INBOX").append(mail("number " + i));
            }
            move(server, 1L, 2L, 3L, 4L, 5L);
            assertThat(server.folder("INBOX").uids()).isEmpty();
            assertThat(server.folder("Done").uids()).hasSize(5);
        }
    }

    @Test
    void aServerThatEndsTheConnectionAtEachCopyIsAskedTwice() throws IOException {
        try (OddServer server = copiesNothing()) {
            server.folder("Done");
            server.folder("INBOX").append(mail("one"));
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> move(server, 1L)).isInstanceOf(ImapProblem.class);
            }
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID COPY 1"))
                    .hasSize(2);
        }
    }

    private static OddServer copiesNothing() throws IOException {
        return new OddServer(
                lacks("MOVE"), refusesToDo("UID COPY", set -> true, "NO never said"), hangsUp(verb("UID COPY")));
    }

    private static byte[] mail(String subject) {
        return ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}

package mailroom.camel.mailbox.trial;

import static mailroom.camel.odd.Oddities.dates;
import static mailroom.camel.odd.Oddities.esearch;
import static mailroom.camel.odd.Oddities.hangsUp;
import static mailroom.camel.odd.Oddities.hides;
import static mailroom.camel.odd.Oddities.lacks;
import static mailroom.camel.odd.Oddities.leavesOut;
import static mailroom.camel.odd.Oddities.messageLimit;
import static mailroom.camel.odd.Oddities.numbers;
import static mailroom.camel.odd.Oddities.refuses;
import static mailroom.camel.odd.Oddities.rights;
import static mailroom.camel.odd.Oddities.says;
import static mailroom.camel.odd.Oddities.sizes;
import static mailroom.camel.odd.Oddities.uidOnly;
import static mailroom.camel.odd.When.bodies;
import static mailroom.camel.odd.When.listing;
import static mailroom.camel.odd.When.looking;
import static mailroom.camel.odd.When.opening;
import static mailroom.camel.odd.When.verb;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.mailbox.RunningMailboxes;
import mailroom.camel.mailbox.watch.FolderChoice;
import mailroom.camel.odd.Answer;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.Behaviour.Numbers;
import mailroom.camel.odd.Command;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.Visit;
import mailroom.mailbox.MailboxControl.Oddity;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ServerLookTest {

    private static List<Oddity> seenAt(OddServer server, AfterArchive afterArchive) throws Exception {
        return seenAt(server, afterArchive, Duration.ofSeconds(20));
    }

    private static List<Oddity> seenAt(OddServer server, AfterArchive afterArchive, Duration left) throws Exception {
        server.folder("INBOX").appendAll(List.of(mail("one"), mail("two"), mail("three"), mail("four")));
        try (ImapSession session = ImapSession.open(server.address(), "box", new Secret("pw"), ImapTimeouts.DEFAULT)) {
            session.introduce();
            ListedFolders all = session.listFolders();
            var mailbox = RunningMailboxes.with(RunningMailboxes.mailbox("box", server.port()), afterArchive);
            return new ServerLook(session, mailbox, left).at(all, new FolderChoice(List.of()).of(all.folders()));
        }
    }

    private static byte[] mail(String subject) {
        return ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes();
    }

    private static Behaviour inbox(UnaryOperator<Numbers> lie) {
        return numbers("INBOX", lie);
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("size-differs", sizes(mail -> mail.bytes().length + 29L)),
                Arguments.of("size-differs", sizes(mail -> mail.bytes().length / 3)),
                Arguments.of("no-internal-date", dates(uid -> uid == 4, "")),
                Arguments.of("listing-differs", leavesOut(listing(), uid -> uid == 2)),
                Arguments.of("mail-withheld", leavesOut(bodies(), uid -> uid == 3)),
                Arguments.of("folder-refused", refuses(opening(), "NO [NOPERM] not for you")),
                Arguments.of("no-uidvalidity", inbox(all -> new Numbers(all.exists(), 0, all.uidNext(), 0))),
                Arguments.of("no-uidnext", inbox(all -> new Numbers(all.exists(), all.uidValidity(), 0, 0))),
                Arguments.of("uidvalidity-changes", inbox(new Changing()::next)),
                Arguments.of("uid-only", uidOnly(2)),
                Arguments.of("message-limit", messageLimit(2)),
                Arguments.of("limited", messageLimit(2)),
                Arguments.of("search-differs", hides(command -> command.verb().equals("UID SEARCH"), uid -> uid == 2)),
                Arguments.of("search-differs", says(verb("UID SEARCH"), line -> line.replace(" 4", ""))),
                Arguments.of("search-says-nothing", sayingNothing()),
                Arguments.of("listing-refused", refuses(looking(), "NO not now")),
                Arguments.of("long-set-refused", refuses(listing().longerThan(2_000), "BAD too long")),
                Arguments.of("long-set-refused", hangsUp(listing().longerThan(2_000))),
                Arguments.of("folders-unlisted", says(verb("LIST"), line -> "")),
                Arguments.of("folders-unlisted", says(verb("LIST"), line -> line + "* LIST (\\Marked\r\n")),
                Arguments.of("no-idle", lacks("IDLE")));
    }

    /** Another UIDVALIDITY with each opening. */
    private static final class Changing {

        private long opened;

        Numbers next(Numbers all) {
            return new Numbers(all.exists(), all.uidValidity() + ++opened, all.uidNext(), all.highestModSeq());
        }
    }

    private static Behaviour sayingNothing() {
        Behaviour empty = esearch(line -> line.replaceAll(" ALL [0-9:,]+", ""));
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                empty.alter(command, visit, answer);
            }

            @Override
            public String capabilities(String words) {
                return words + " ESEARCH";
            }
        };
    }

    @ParameterizedTest
    @MethodSource("odd")
    void namesWhatAServerDoesOtherwise(String kind, Behaviour behaviour) throws Exception {
        try (OddServer server = new OddServer(behaviour)) {
            assertThat(seenAt(server, new AfterArchive.Keep()))
                    .extracting(Oddity::kind)
                    .contains(kind);
        }
    }

    @Test
    void namesWhatIsOfferedAndRefused() throws Exception {
        try (OddServer server = new OddServer(refuses(verb("UID SEARCH"), "BAD what?")).offering("ESEARCH")) {
            assertThat(seenAt(server, new AfterArchive.Keep()))
                    .extracting(Oddity::message)
                    .anySatisfy(message -> assertThat(message).contains("does not do ESEARCH: it refuses it"));
        }
    }

    @Test
    void namesTheFolderOfAllMailsThatIsSkipped() throws Exception {
        try (OddServer server = new OddServer().offering("X-GM-EXT-1", "SPECIAL-USE", "LIST-EXTENDED")) {
            server.folder("[Gmail]/All Mail").use("\\All");
            assertThat(seenAt(server, new AfterArchive.Keep()))
                    .extracting(Oddity::kind)
                    .containsExactly("all-mail-skipped");
        }
    }

    static Stream<Arguments> oddWhereMailsAreRemoved() {
        return Stream.of(
                Arguments.of("no-uidplus", new AfterArchive.Delete(), lacks("UIDPLUS")),
                Arguments.of("no-move", new AfterArchive.Move("Done"), lacks("MOVE")),
                Arguments.of("after-archive-refused", new AfterArchive.Delete(), rights("lrs")));
    }

    @ParameterizedTest
    @MethodSource("oddWhereMailsAreRemoved")
    void namesWhatHindersRemoving(String kind, AfterArchive afterArchive, Behaviour behaviour) throws Exception {
        try (OddServer server = new OddServer(behaviour)) {
            assertThat(seenAt(server, afterArchive)).extracting(Oddity::kind).containsExactly(kind);
        }
        try (OddServer server = new OddServer(behaviour)) {
            assertThat(seenAt(server, new AfterArchive.Keep()))
                    .as("nothing is to be removed")
                    .isEmpty();
        }
    }

    @Test
    void findsNothingAtAServerLikeMost() throws Exception {
        try (OddServer server = new OddServer()) {
            assertThat(seenAt(server, new AfterArchive.Delete())).isEmpty();
        }
    }

    @Test
    void changesNothing() throws Exception {
        try (OddServer server = new OddServer()) {
            seenAt(server, new AfterArchive.Delete());
            assertThat(server.heard())
                    .noneMatch(line -> line.matches("(?i).*\\b(SELECT|STORE|EXPUNGE|MOVE|COPY|CREATE|APPEND)\\b.*"));
        }
    }

    @Test
    void opensNoFolderOnceTheTimeIsOver() throws Exception {
        try (OddServer server = new OddServer()) {
            assertThat(seenAt(server, new AfterArchive.Keep(), Duration.ZERO))
                    .extracting(Oddity::kind)
                    .containsExactly("look-ended");
            assertThat(server.heard()).noneMatch(line -> line.contains("EXAMINE"));
        }
    }
}

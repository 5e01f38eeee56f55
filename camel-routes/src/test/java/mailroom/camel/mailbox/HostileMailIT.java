package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.ScriptedInbox.SMALL;
import static mailroom.camel.mailbox.ScriptedInbox.answer;
import static mailroom.camel.mailbox.ScriptedInbox.serving;
import static mailroom.camel.mailbox.TestMails.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import mailroom.camel.imap.ScriptedServer;
import mailroom.settings.MailboxSettings.AfterArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails that no real server can be made to have: one bad mail never stops another. */
@Timeout(60)
class HostileMailIT extends WithMailboxes {

    private static final long LARGEST_MAIL = 2L << 30;

    @Test
    void f25MailOverTheLimitIsParkedWithAnIncidentAndTheNextOneIsTakenIn() throws IOException {
        long large = LARGEST_MAIL + 1;
        String sizes = "* 1 FETCH (UID 1 RFC822.SIZE " + large + ")\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n";
        String field = "Message-ID: <large\u0007@example.org>\r\n\r\n";
        String header =
                "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (MESSAGE-ID)]<0> {" + field.length() + "}\r\n" + field + ")\r\n";
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                String line = talk.hear();
                answer(talk, line, () -> sizes, line.contains("HEADER.FIELDS") ? header : SMALL);
            }
        })) {
            running.configure(
                    RunningMailboxes.with(RunningMailboxes.mailbox("large", server.port()), new AfterArchive.Delete()));
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("large")).isEqualTo(1));
            assertThat(running.incidents.latest(20)).anySatisfy(incident -> {
                assertThat(incident.mailbox()).contains("large");
                assertThat(incident.kind()).isEqualTo("mail-skipped");
                assertThat(incident.subject()).isEqualTo("INBOX 9 UID 1");
                assertThat(incident.message()).contains(Long.toString(large)).contains("<large?@example.org>");
            });
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(server.heard()).anyMatch(line -> line.endsWith("UID EXPUNGE 2")));
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("STORE") || line.contains("EXPUNGE"))
                    .allMatch(line -> line.contains(" 2 ") || line.endsWith(" 2"));
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID FETCH 1 ") && line.contains("BODY.PEEK[]"))
                    .as("one byte beyond the limit is asked for, to see whether the size is true")
                    .singleElement()
                    .satisfies(line -> assertThat(line).endsWith("<" + (LARGEST_MAIL - 1) + ".1>)"));
        }
    }

    @Test
    void f25MailOverTheLimitWhoseHeaderNeverComesStopsNoOther() throws IOException {
        String sizes =
                "* 1 FETCH (UID 1 RFC822.SIZE " + (LARGEST_MAIL + 1) + ")\r\n" + "* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n";
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            String line = talk.hear();
            while (!line.contains("HEADER.FIELDS")) {
                answer(talk, line, () -> sizes, SMALL);
                line = talk.hear();
            }
        })) {
            running.configure(RunningMailboxes.mailbox("headless", server.port()));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.sightings("headless"))
                    .isEqualTo(1));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.incidents.latest(20))
                    .anySatisfy(incident -> {
                        assertThat(incident.mailbox()).contains("headless");
                        assertThat(incident.message()).contains("does not tell its Message-ID");
                    }));
        }
    }

    @Test
    void f07AMailOfAnotherSizeThanAnnouncedIsTakenOnceItCameTheSameTwiceAndThatIsSaid() throws IOException {
        String announced = "* 2 FETCH (UID 2 RFC822.SIZE 20)\r\n";
        try (ScriptedServer server = serving(announced, SMALL.replace("RFC822.SIZE 19", "RFC822.SIZE 20"))) {
            running.configure(RunningMailboxes.mailbox("shorter", server.port()));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.sightings("shorter"))
                    .isEqualTo(1));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("BODY.PEEK["))
                    .hasSizeGreaterThan(1);
            assertThat(running.incidents.latest(20)).anySatisfy(incident -> {
                assertThat(incident.mailbox()).contains("shorter");
                assertThat(incident.kind()).isEqualTo("size-differs");
            });
            assertThat(running.ledger.mailIds("shorter")).containsExactly(idOf("Subject: small\r\n\r\nx"));
        }
    }

    @Test
    void f15AMailThatVanishesBeforeItsFetchIsPassedOverWithAnIncident() throws IOException {
        String both = "* 1 FETCH (UID 1 RFC822.SIZE 19)\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n";
        AtomicReference<String> listed = new AtomicReference<>(both);
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                answer(talk, () -> listed.getAndSet("* 1 FETCH (UID 2 RFC822.SIZE 19)\r\n"), SMALL);
            }
        })) {
            running.configure(RunningMailboxes.mailbox("vanished", server.port()));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.sightings("vanished"))
                    .isEqualTo(1));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.incidents.latest(20))
                    .anySatisfy(incident -> {
                        assertThat(incident.mailbox()).contains("vanished");
                        assertThat(incident.message()).contains("removed");
                    }));
        }
    }

    @Test
    void f26OddMailsAreArchivedBitExact() throws IOException {
        List<String> odd = List.of(
                "",
                "\r\n",
                "Subject: header only\r\n",
                "Subject: no line end at the end\r\n\r\nx",
                "no header at all, only this\r\n",
                "Subject: long\r\n\r\n" + "x".repeat(100_000) + "\r\n",
                "Subject: \u00e9\u00e8 raw\r\n\r\n\u0080\u00ff\r\n",
                "Subject: bare\rCR\r\n\r\na\rb\nc\n",
                "Subject: nul\r\n\r\na\0b\r\n\0",
                "X: y\r\n".repeat(20_000) + "\r\n",
                "From - Mon Jan  1\r\n>From x\r\n\r\n.\r\n..\r\n)\r\nM5 OK done\r\n");
        StringBuilder sizes = new StringBuilder();
        StringBuilder mails = new StringBuilder();
        for (int i = 0; i < odd.size(); i++) {
            int size = odd.get(i).length();
            String facts = "* " + (i + 1) + " FETCH (UID " + (i + 1) + " RFC822.SIZE " + size;
            sizes.append(facts).append(")\r\n");
            mails.append(facts)
                    .append(" FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[] {" + size + "}\r\n")
                    .append(odd.get(i))
                    .append(")\r\n");
        }
        try (ScriptedServer server = serving(sizes.toString(), mails.toString())) {
            running.configure(RunningMailboxes.mailbox("odd", server.port()));
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("odd")).isEqualTo(odd.size()));
            assertThat(running.ledger.mailIds("odd"))
                    .isEqualTo(odd.stream().map(TestMails::idOf).collect(Collectors.toSet()));
        }
    }
}

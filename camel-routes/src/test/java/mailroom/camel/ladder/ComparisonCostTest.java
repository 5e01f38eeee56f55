package mailroom.camel.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.folder.KnownSighting;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it costs on the wire to hold 200,000 mails with consecutive UIDs against the ledger. */
@Timeout(60)
class ComparisonCostTest {

    private static final int MAILS = 200_000;
    private static final Pattern RANGE = Pattern.compile("UID (\\d+):(\\d+)$");
    private static final FolderKey INBOX = new FolderKey("large", "INBOX", 9);

    /** Consecutive sightings that nobody has to store. */
    private static final class Consecutive extends FolderHistory {

        private int most;

        Consecutive() {
            super(null);
        }

        @Override
        public SortedMap<Long, KnownSighting> sightingsAbove(FolderKey folder, long uid, int limit) {
            SortedMap<Long, KnownSighting> some = new TreeMap<>();
            for (long next = uid + 1; next <= MAILS && some.size() < limit; next++) {
                some.put(next, new KnownSighting("", false));
            }
            most = Math.max(most, some.size());
            return some;
        }
    }

    private static long bytesToCompare(String capability) throws Exception {
        AtomicLong bytes = new AtomicLong();
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
                    while (true) {
                        String line = talk.hear();
                        String answer = answer(line, capability);
                        if (line.contains("UID SEARCH")) {
                            bytes.addAndGet(line.length() + 2L + answer.length());
                        }
                        talk.say(answer);
                    }
                });
                ImapSession session = ImapSession.open(
                        server.address(ServerAddress.Tls.NONE), "user", new Secret("pw"), ImapTimeouts.DEFAULT)) {
            Consecutive history = new Consecutive();
            Compare compare = new Compare(history);
            compare.uids(look(session, compare));
            assertThat(compare.takeMissed()).isEmpty();
            assertThat(compare.takeVanished(INBOX)).isZero();
            assertThat(history.most).isLessThanOrEqualTo(Compare.BATCH);
        }
        return bytes.get();
    }

    private static String answer(String line, String capability) {
        StringBuilder answer = new StringBuilder();
        Matcher range = RANGE.matcher(line);
        if (range.find()) {
            long first = Long.parseLong(range.group(1));
            long last = Math.min(MAILS, Long.parseLong(range.group(2)));
            if (line.contains("RETURN")) {
                answer.append("* ESEARCH (TAG \"M1\") UID ALL ").append(first + ":" + last);
            } else {
                answer.append("* SEARCH");
                for (long uid = first; uid <= last; uid++) {
                    answer.append(' ').append(uid);
                }
            }
            answer.append("\r\n");
        } else if (line.contains("CAPABILITY")) {
            answer.append("* CAPABILITY IMAP4rev1").append(capability).append("\r\n");
        }
        return answer + line.split(" ")[0] + " OK Search completed (0.001 + 0.000 secs).\r\n";
    }

    private static Look look(ImapSession session, Compare compare) throws IOException {
        ListedFolder folder = new ListedFolder("INBOX", "INBOX", '/', Set.of());
        OpenFolder open = new OpenFolder(folder, 9, MAILS + 1L, 0, MAILS, Optional.empty(), false);
        FolderMark mark = new FolderMark(INBOX, MAILS, 0, MAILS, Optional.empty(), Optional.empty());
        ChangeReceiver none = new ChangeReceiver() {
            @Override
            public void flags(long uid, String flags) {
                throw new AssertionError("nothing has changed");
            }

            @Override
            public void vanished(long firstUid, long lastUid) {
                throw new AssertionError("nothing has vanished");
            }
        };
        return new Look(new FolderFacts(session), new UidListing(session), open, mark, MAILS, compare, none);
    }

    @Test
    void esearchCostsLessThanAKilobyte() throws Exception {
        long bytes = bytesToCompare(" ESEARCH");
        System.out.printf("comparing %d mails by ESEARCH: %d bytes%n", MAILS, bytes);
        assertThat(bytes).isLessThan(1_000);
    }

    @Test
    void plainSearchCostsLessThanEightBytesAMail() throws Exception {
        long bytes = bytesToCompare("");
        System.out.printf("comparing %d mails by SEARCH: %d bytes%n", MAILS, bytes);
        assertThat(bytes).isLessThan(8L * MAILS);
    }
}

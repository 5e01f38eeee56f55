package mailroom.camel.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.imap.ScriptedServer;

/** A scripted server with one folder whose mails a test changes, and that says of them what the test wants. */
final class LyingInbox implements AutoCloseable {

    /** A mail of the folder. */
    record Mail(byte[] bytes, String date) {}

    private static final Pattern SET = Pattern.compile("([0-9,:*]+)");

    final SortedMap<Long, Mail> mails = new ConcurrentSkipListMap<>();
    /** Left out of every FETCH that asks for more than one UID. */
    final Set<Long> hiddenFromFetch = new ConcurrentSkipListSet<>();

    final Set<Long> hiddenFromSearch = new ConcurrentSkipListSet<>();
    final Map<Long, Boolean> deleted = new HashMap<>();
    volatile String capabilities = "IMAP4rev1 UIDPLUS";
    volatile UnaryOperator<String> esearch = answer -> answer;
    volatile boolean searchSaysNothing;
    volatile long uidValidity = 9;
    volatile long sizeLie;
    volatile boolean readOnly;
    volatile String rights = "lrswipkxtea";
    private final ScriptedServer server;

    /** With so many mails, under the UIDs from 1. */
    static LyingInbox of(int mails) throws IOException {
        LyingInbox inbox = new LyingInbox();
        for (int uid = 1; uid <= mails; uid++) {
            inbox.put(uid, "mail " + uid);
        }
        return inbox;
    }

    LyingInbox() throws IOException {
        server = new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                answer(talk, talk.hear());
            }
        });
    }

    int port() {
        return server.port();
    }

    List<String> heard() {
        return server.heard();
    }

    void put(long uid, String text) {
        put(uid, text, "17-Jul-2026 02:44:25 +0000");
    }

    void put(long uid, String text, String date) {
        mails.put(uid, new Mail(("Subject: " + text + "\r\n\r\nx").getBytes(StandardCharsets.ISO_8859_1), date));
    }

    private synchronized void answer(ScriptedServer.Talk talk, String line) throws IOException {
        String tag = line.substring(0, line.indexOf(' '));
        String command = line.substring(tag.length() + 1);
        if (command.startsWith("CAPABILITY")) {
            talk.say("* CAPABILITY " + capabilities + "\r\n");
        } else if (command.startsWith("LIST")) {
            talk.say("* LIST () \"/\" INBOX\r\n");
        } else if (command.startsWith("EXAMINE") || command.startsWith("SELECT")) {
            long next = mails.isEmpty() ? 1 : mails.lastKey() + 1;
            String validity = uidValidity == 0 ? "" : "* OK [UIDVALIDITY " + uidValidity + "] v\r\n";
            talk.say("* " + mails.size() + " EXISTS\r\n" + validity + "* OK [UIDNEXT " + next + "] n\r\n");
        } else if (command.startsWith("UID SEARCH")) {
            talk.say(search(command));
        } else if (command.startsWith("UID FETCH")) {
            fetch(talk, command);
        } else if (command.startsWith("UID STORE")) {
            uids(command.substring(10)).forEach(uid -> deleted.put(uid, true));
        } else if (command.startsWith("UID EXPUNGE") && !readOnly) {
            uids(command.substring(12)).stream().filter(deleted::containsKey).forEach(mails::remove);
        } else if (command.startsWith("MYRIGHTS")) {
            talk.say("* MYRIGHTS INBOX " + rights + "\r\n");
        }
        talk.say(tag + " OK done\r\n");
    }

    private List<Long> uids(String after) {
        Matcher matcher = SET.matcher(after);
        List<Long> found = new ArrayList<>();
        if (!matcher.find()) {
            return found;
        }
        for (String part : matcher.group(1).split(",")) {
            String[] ends = part.split(":");
            long first = number(ends[0]);
            long last = ends.length == 1 ? first : number(ends[1]);
            found.addAll(mails.subMap(Math.min(first, last), Math.max(first, last) + 1)
                    .keySet());
        }
        return found;
    }

    private long number(String text) {
        return text.equals("*") ? (mails.isEmpty() ? 1 : mails.lastKey()) : Long.parseLong(text);
    }

    private String search(String command) {
        List<Long> found = new ArrayList<>(uids(command.substring(command.lastIndexOf("UID ") + 4)));
        found.removeAll(hiddenFromSearch);
        if (command.contains("RETURN")) {
            StringBuilder all = new StringBuilder();
            found.forEach(uid -> all.append(all.isEmpty() ? "" : ",").append(uid));
            return esearch.apply("* ESEARCH (TAG \"t\") UID" + (found.isEmpty() ? "" : " ALL " + all) + "\r\n");
        }
        StringBuilder list = new StringBuilder("* SEARCH");
        found.forEach(uid -> list.append(' ').append(uid));
        return searchSaysNothing ? "" : list + "\r\n";
    }

    private void fetch(ScriptedServer.Talk talk, String command) throws IOException {
        String set = command.substring(10, command.indexOf(' ', 10));
        boolean one = !set.contains(":") && !set.contains(",");
        SortedMap<Long, Integer> numbers = new TreeMap<>();
        mails.keySet().forEach(uid -> numbers.put(uid, numbers.size() + 1));
        for (long uid : uids(set)) {
            if (!one && hiddenFromFetch.contains(uid)) {
                continue;
            }
            Mail mail = mails.get(uid);
            String head = "* " + numbers.get(uid) + " FETCH (UID " + uid + " FLAGS () INTERNALDATE \"" + mail.date()
                    + "\" RFC822.SIZE " + (mail.bytes().length + sizeLie);
            if (command.contains("HEADER")) {
                talk.say(head + " BODY[" + command.replaceAll("(?s).*BODY.PEEK\\[(.*?)].*", "$1") + "]<0> {"
                        + mail.bytes().length + "}\r\n");
            } else if (command.contains("BODY.PEEK")) {
                String origin = command.contains("]<") ? "<0>" : "";
                talk.say(head + " BODY[]" + origin + " {" + mail.bytes().length + "}\r\n");
            } else {
                talk.say(head + ")\r\n");
                continue;
            }
            talk.say(mail.bytes());
            talk.say(")\r\n");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
